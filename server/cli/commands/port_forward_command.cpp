#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/port_forward.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    PortForwardArguments given;
    std::string format = "text";
    CLI::App app("Brings a port of a running container to this machine, until Ctrl-C",
                 "dockwright port-forward");
    add_engine_options(app, given.engine, format);
    app.add_option("CONTAINER", given.container, "Its name, its id or the beginning of it")
        ->required()
        ->type_name("");
    app.add_option("PORT", given.port, "The container's port, or LOCAL:REMOTE")->required()->type_name("");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    given.engine.json = format == "json";
    return static_cast<ExitCode>(port_forward(given, process_streams()));
}

} // namespace

extern constexpr Command port_forward_command{
    .name = "port-forward",
    .summary = "Brings a port of a container to this machine",
    .run = run,
};

} // namespace dockwright::cli::commands
