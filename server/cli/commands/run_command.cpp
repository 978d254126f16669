#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/run/given.hpp"

namespace dockwright::cli::commands {
namespace {

void add_lists(CLI::App& app, RunGiven& given) {
    const auto list = [&](const std::string& name, std::vector<std::string>& into, const std::string& type,
                          const std::string& text) {
        app.add_option(name, into, text)->type_name(type)->allow_extra_args(false);
    };
    config::RunProfile& options = given.profile;
    list("--data", options.data, "PATH[:TARGET]", "A folder of the engine's machine to read, at /data");
    list("--results", options.results, "PATH[:TARGET]", "A folder for results, at /results; made if missing");
    list("-p,--port", options.ports, "[HOST:]PORT",
         "A port of the container to reach from here; a free one is found where none is named");
    list("-e,--env", options.env, "NAME[=VALUE]", "A variable; without a value that of here");
    list("--env-file", given.variable_files, "FILE", "A file of variables, as docker reads it");
}

void add_profiles(CLI::App& app, RunArguments& arguments, RunGiven& given) {
    app.add_option("--profile", given.use, "Run as saved under this name; options here stand over it")
        ->type_name("NAME");
    app.add_option("--save", given.save, "Write all this to .dockwright/run/NAME.yaml, without secrets")
        ->type_name("NAME");
    app.add_flag("--any-host", arguments.any_host,
                 "On the machine with most free memory on a GPU that nobody asked for");
}

void add_options(CLI::App& app, RunArguments& arguments, RunGiven& given) {
    config::RunProfile& options = given.profile;
    add_engine_options(app, arguments.engine, given.format);
    app.add_option("--gpus", options.gpus,
                   "free (the one with most free memory), free:2, a number, all, or device=0 or a UUID")
        ->type_name("GPUS");
    app.add_flag("--share", options.share, "Also GPUs that other containers were given");
    app.add_option("--name", options.name, "The container's name; else one after the image")
        ->type_name("NAME");
    add_lists(app, given);
    app.add_flag("--public", options.public_ports, "Ports are reachable from other machines too");
    app.add_option("--shm-size", options.shm_size, "Shared memory: 8g; else a quarter of the machine's")
        ->type_name("SIZE");
    app.add_option("--user", options.user,
                   "Whom it runs as, as in docker; image: the image's own user; else you")
        ->type_name("USER");
    app.add_option("--workdir", options.workdir, "Where the command starts")->type_name("FOLDER");
    app.add_option("--network", options.network, "As in docker")->type_name("NAME");
    app.add_flag("--no-caches", options.no_caches, "No volume for what pip, Hugging Face and torch download");
    app.add_flag("--rm", options.remove, "Remove it when it ends, with all that is in it");
    app.add_flag("-i,--interactive,-t,--tty", arguments.options.interactive,
                 "Joined to this terminal, for a shell");
    app.add_flag(
        "-d,--detach", arguments.detach,
        "In the background; else on a terminal its output is followed, and Ctrl-C leaves it running");
    app.add_flag("--print", arguments.print_only, "Print the equal docker run line and start nothing");
    app.add_flag("--force", arguments.options.force, "Also where the judgement says that it can't run");
    add_profiles(app, arguments, given);
    add_build_options(app, given.building, given.build_texts);
}

ExitCode run(std::span<const std::string> arguments) {
    RunArguments given;
    RunGiven texts;
    CLI::App app("Starts a container of an image, with GPUs, folders and ports", "dockwright run");
    app.footer("Usage: dockwright run [OPTIONS] IMAGE|FOLDER [COMMAND...]");
    app.prefix_command();
    add_options(app, given, texts);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    if (const auto wrong = settle_run(std::move(texts), app.remaining(), given)) {
        return static_cast<ExitCode>(fail(*wrong, process_streams()));
    }
    const Streams streams = process_streams();
    if (given.options.interactive && !streams.interactive) {
        return static_cast<ExitCode>(
            fail({.kind = "no-terminal",
                  .message = "--interactive needs a terminal, and here is none",
                  .next_step = "Leave it out: the container then runs in the background"},
                 streams));
    }
    given.options.followed =
        streams.interactive && !given.detach && !given.options.interactive && !given.engine.json;
    return static_cast<ExitCode>(run_container(std::move(given), streams));
}

} // namespace

extern constexpr Command run_command{
    .name = "run",
    .summary = "Starts a container with GPUs, folders and ports",
    .run = run,
};

} // namespace dockwright::cli::commands
