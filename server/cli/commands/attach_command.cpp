#include "cli/attach.hpp"
#include "cli/command.hpp"
#include "cli/containers/run_inside.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    AttachOptions options;
    std::string format = "text";
    CLI::App app(
        "Opens a shell in a container; without a name, in the GPU container that runs. Leaving the shell "
        "leaves the container running",
        "dockwright attach");
    add_engine_options(app, options.engine, format);
    app.add_flag("--gpu", options.gpu_only, "Offer GPU containers only, also where none runs");
    app.add_option("--user,-u", options.user,
                   "As this user of the container: a name or number, also user:group")
        ->type_name("USER");
    app.add_option("--workdir,-w", options.folder, "In this folder of the container")->type_name("FOLDER");
    app.add_option("CONTAINER", options.container, "Its name, its id or the beginning of it")->type_name("");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    options.engine.json = format == "json";
    return static_cast<ExitCode>(attach(options, process_streams(), run_inside));
}

} // namespace

extern constexpr Command attach_command{
    .name = "attach",
    .summary = "Opens a shell in a GPU container",
    .run = run,
};

} // namespace dockwright::cli::commands
