#include "cli/command.hpp"
#include "cli/containers/logs.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    LogsOptions options;
    std::string format = "text";
    CLI::App app(
        "Shows what a container has printed, each stream on the same one here. On a terminal, what would "
        "move the cursor or give the terminal orders is shown as text; colours and progress bars work. "
        "Piped on, every byte is as it was",
        "dockwright logs");
    add_engine_options(app, options.engine, format);
    app.add_flag("--follow,-f", options.logs.follow,
                 "Go on as it prints more, also over a lost connection; ends with the container");
    app.add_option("--tail,-n", options.logs.tail, "So many of the last lines, or all")->type_name("LINES");
    app.add_option("--since", options.logs.since, "From then on: 10m, 2h30m, 3d, or 2026-11-26T13:00:00Z")
        ->type_name("TIME");
    app.add_flag("--timestamps,-t", options.logs.timestamps, "With the time before each line");
    app.add_option("CONTAINER", options.logs.container, "Its name, its id or the beginning of it")
        ->type_name("");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    return static_cast<ExitCode>(logs(options, process_streams()));
}

} // namespace

extern constexpr Command logs_command{
    .name = "logs",
    .summary = "Shows what a container has printed",
    .run = run,
};

} // namespace dockwright::cli::commands
