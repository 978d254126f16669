#include "cli/attach.hpp"
#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    AttachOptions options;
    std::string format = "text";
    CLI::App app("Opens a shell in a container; without a name, in the GPU container that runs",
                 "dockwright attach");
    add_engine_options(app, options.engine, format);
    app.add_option("CONTAINER", options.container, "Its name, its id or the beginning of it")->type_name("");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    options.engine.json = format == "json";
    return static_cast<ExitCode>(attach(options, process_streams(), replace_process));
}

} // namespace

extern constexpr Command attach_command{
    .name = "attach",
    .summary = "Opens a shell in a GPU container",
    .run = run,
};

} // namespace dockwright::cli::commands
