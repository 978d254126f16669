#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/ps.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    PsOptions options;
    std::string format = "text";
    int limit = 15;
    CLI::App app(
        "Lists the running containers of an engine, those with GPUs first: which GPUs they were given, "
        "what their processes hold of them, and whose they are",
        "dockwright ps");
    add_engine_options(app, options.engine, format);
    app.add_flag("--gpu", options.gpu_only, "Only those that have, or may have, a GPU");
    app.add_flag("-a,--all", options.all, "Also those that don't run, as with docker ps");
    app.add_flag("--all-hosts", options.all_hosts,
                 "Ask every machine of dockwright hosts and every docker context, all at once");
    app.add_option("--timeout", limit, "With --all-hosts: how long each is waited for")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 600));
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    options.limit = std::chrono::seconds(limit);
    options.engine.json = format == "json";
    return static_cast<ExitCode>(ps(options, process_streams()));
}

} // namespace

extern constexpr Command ps_command{
    .name = "ps",
    .summary = "Lists containers, their GPUs, what they hold, and whose they are",
    .run = run,
};

} // namespace dockwright::cli::commands
