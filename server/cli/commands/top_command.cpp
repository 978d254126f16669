#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/top/top.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    top::TopOptions options;
    std::string format = "text";
    double seconds = 2;
    CLI::App app("Shows what GPUs and containers do, again and again, until you press q", "dockwright top");
    add_engine_options(app, options.engine, format);
    app.add_flag("--all-hosts", options.all_hosts,
                 "Every machine of dockwright hosts and every docker context");
    app.add_flag("--gpu", options.gpu_only, "Only containers that have, or may have, a GPU");
    app.add_flag(
        "--plain", options.plain,
        "A table each round, below each other: for a screen reader or a log. With --json one object a line");
    app.add_option("--interval", seconds, "How long between two looks")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.5, 3600.0));
    app.add_option("--rounds", options.rounds,
                   "End after so many; off a terminal it is one, unless --plain or --json")
        ->type_name("NUMBER")
        ->check(CLI::Range(1, 1000000));
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    options.engine.json = format == "json";
    constexpr double milliseconds = 1000;
    options.interval = std::chrono::milliseconds(static_cast<std::int64_t>(seconds * milliseconds));
    return static_cast<ExitCode>(top::top(options, process_streams()));
}

} // namespace

extern constexpr Command top_command{
    .name = "top",
    .summary = "Shows what GPUs and containers do now, live",
    .run = run,
};

} // namespace dockwright::cli::commands
