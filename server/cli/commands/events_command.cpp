#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/events.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    EventsOptions options;
    std::string format = "text";
    CLI::App app("Shows what happens on an engine as it happens: containers that start and end, images that "
                 "come and go. Goes on over a lost connection, until Ctrl-C",
                 "dockwright events");
    add_engine_options(app, options.engine, format);
    app.add_option("--filter", options.events.filters,
                   "Only of these: type=container, container=NAME, image=NAME, event=die, label=KEY; several "
                   "of one key mean any of them")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    app.add_option("--since", options.events.since,
                   "From then on, as far as the engine remembers: 10m, 2h30m, or 2026-11-26T13:00:00Z")
        ->type_name("TIME");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    options.engine.json = format == "json";
    return static_cast<ExitCode>(events(options, process_streams()));
}

} // namespace

extern constexpr Command events_command{
    .name = "events",
    .summary = "Shows what happens on an engine, as it happens",
    .run = run,
};

} // namespace dockwright::cli::commands
