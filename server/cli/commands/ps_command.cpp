#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/ps.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    PsOptions options;
    std::string format = "text";
    CLI::App app("Lists the containers of an engine, those with GPUs first", "dockwright ps");
    add_engine_options(app, options.engine, format);
    app.add_flag("--gpu", options.gpu_only, "Only those that have, or may have, a GPU");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    options.engine.json = format == "json";
    return static_cast<ExitCode>(ps(options, process_streams()));
}

} // namespace

extern constexpr Command ps_command{
    .name = "ps",
    .summary = "Lists containers, those with GPUs first",
    .run = run,
};

} // namespace dockwright::cli::commands
