#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/jupyter.hpp"
#include "cli/run/given.hpp"
#include <filesystem>

namespace dockwright::cli::commands {
namespace {

void add_new_ones(CLI::App& app, RunGiven& given) {
    const std::string group = "Of a new container, started from an image or a folder with a Dockerfile";
    app.add_option("--gpus", given.profile.gpus, "As for run: free, free:2, a number, all, a UUID")
        ->type_name("GPUS")
        ->group(group);
    app.add_option("--name", given.profile.name, "Its name; else one after the image")
        ->type_name("NAME")
        ->group(group);
    app.add_option("--data", given.profile.data, "A folder of the engine's machine to read, at /data")
        ->type_name("PATH[:TARGET]")
        ->allow_extra_args(false)
        ->group(group);
    app.add_option("--results", given.profile.results, "A folder for results, at /results; made if missing")
        ->type_name("PATH[:TARGET]")
        ->allow_extra_args(false)
        ->group(group);
}

/// What can be no container's name, or is a Dockerfile; the words for `run`.
bool is_no_container(const std::string& word, RunGiven& given, std::vector<std::string>& words) {
    std::error_code ec;
    const std::filesystem::path path(word);
    if (word.find("ockerfile") != std::string::npos && std::filesystem::is_regular_file(path, ec)) {
        given.building.file = word;
        words = {path.has_parent_path() ? path.parent_path().string() : "."};
        return true;
    }
    return word == "." || word == ".." || word.find_first_of("/:@") != std::string::npos;
}

ExitCode run(std::span<const std::string> arguments) {
    JupyterArguments given;
    RunGiven starting;
    bool no_browser = false;
    CLI::App app("Finds or starts a notebook server in a running container, and brings it here. Of an image, "
                 "or a folder with a Dockerfile, it starts a container first",
                 "dockwright jupyter");
    add_engine_options(app, given.engine, starting.format);
    app.add_option("CONTAINER", given.container,
                   "A container's name or the beginning of its id, an image, or a folder; else the only one "
                   "that runs, or one to choose")
        ->type_name("");
    app.add_flag("--no-browser", no_browser, "Only print the address");
    add_new_ones(app, starting);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    given.engine.json = starting.format == "json";
    given.browser = !no_browser;
    const config::RunProfile& profile = starting.profile;
    const bool has_options =
        !profile.gpus.empty() || !profile.name.empty() || !profile.data.empty() || !profile.results.empty();
    if (has_options && given.container.empty()) {
        return static_cast<ExitCode>(
            fail({.kind = "wrong-use",
                  .message = "these options are for a new container, and there is no "
                             "image to start it from",
                  .next_step = "Name an image, or a folder with a Dockerfile"},
                 process_streams()));
    }
    std::vector<std::string> words{given.container};
    given.start_anew = is_no_container(given.container, starting, words) || has_options;
    given.starting.engine = given.engine;
    starting.profile.ports = {"8888"};
    if (!given.container.empty()) {
        if (const auto wrong = settle_run(std::move(starting), std::move(words), given.starting)) {
            return static_cast<ExitCode>(fail(*wrong, process_streams()));
        }
    }
    return static_cast<ExitCode>(jupyter(std::move(given), process_streams()));
}

} // namespace

extern constexpr Command jupyter_command{
    .name = "jupyter",
    .summary = "Finds or starts a notebook server in a container",
    .run = run,
};

} // namespace dockwright::cli::commands
