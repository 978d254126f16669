#include "cli/command.hpp"
#include "cli/containers/each.hpp"
#include "cli/containers/recreate.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

void add_list(CLI::App& app, const std::string& names, std::vector<std::string>& into,
              const std::string& what, const std::string& form) {
    app.add_option(names, into, what)->type_name(form)->allow_extra_args(false);
}

void add_changes(CLI::App& app, ChangeWords& words) {
    add_list(app, "--port,-p", words.ports,
             "Publish a port: 8888, 8080:80 or 0.0.0.0:8080:80; without an address only the machine itself "
             "reaches it",
             "PORT");
    add_list(app, "--remove-port", words.remove_ports, "Publish this port of the container no more", "PORT");
    add_list(app, "--data,--volume,-v", words.volumes,
             "Mount a folder of the engine's machine or a volume: /srv/data:/data, datasets:/data:ro",
             "SOURCE:TARGET");
    add_list(app, "--remove-volume", words.remove_volumes, "Mount nothing at this path any more", "TARGET");
    add_list(app, "--env,-e", words.environment, "Set a variable", "NAME=VALUE");
    add_list(app, "--unset", words.unset, "Take a variable away", "NAME");
    app.add_option("--gpus", words.gpus, "Its GPUs as docker's --gpus has them: all, 2, device=0; or none")
        ->type_name("GPUS");
    app.add_option("--shm-size", words.shm_size, "Shared memory (/dev/shm), such as 8g")->type_name("SIZE");
    app.add_option("--memory,-m", words.memory, "The most memory, such as 32g; 0: no limit")
        ->type_name("SIZE");
    app.add_option("--restart", words.restart,
                   "When it is started again: no, always, unless-stopped, on-failure:3")
        ->type_name("POLICY");
}

ExitCode run(std::span<const std::string> arguments) {
    RecreateCommand options;
    std::string format = "text";
    CLI::App app(
        "Gives a container that exists other ports, mounts, variables, GPUs or limits. Shows first what "
        "changes, stays and ends; keeps the old container until you say otherwise; takes all back if it "
        "fails",
        "dockwright recreate");
    add_engine_options(app, options.engine, format);
    add_changes(app, options.words);
    app.add_option("CONTAINER", options.container, "Its name, its id or the beginning of it")->type_name("");
    app.add_flag("--resume", options.resume, "Finish or undo what was interrupted");
    app.add_option("--drop-old", options.drop_old, "Delete the old containers that were kept of this one")
        ->type_name("NAME");
    add_yes(app, options.yes);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    options.engine.json = format == "json";
    return static_cast<ExitCode>(recreate(options, process_streams()));
}

} // namespace

extern constexpr Command recreate_command{
    .name = "recreate",
    .summary = "Gives a container other ports, mounts, variables or GPUs",
    .run = run,
};

} // namespace dockwright::cli::commands
