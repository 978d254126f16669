#include "cli/command.hpp"
#include "cli/df.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    DfArguments disk;
    std::string format = "text";
    CLI::App app("Shows what takes the disk of an engine, which images share layers, and what can go",
                 "dockwright df");
    add_engine_options(app, disk.engine, format);
    CLI::Option* prune =
        app.add_flag("--prune", disk.prune, "Remove what can go without a loss, after a question");
    app.add_option("--remove", disk.remove,
                   "Remove these containers, images or volumes (container:NAME where a name is not clear)")
        ->type_name("NAME")
        ->excludes(prune);
    app.add_flag("--yes", disk.yes, "Answer the question with yes");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    disk.engine.json = format == "json";
    return static_cast<ExitCode>(df(disk, process_streams()));
}

} // namespace

extern constexpr Command df_command{
    .name = "df",
    .summary = "Shows what takes an engine's disk, and removes what can go",
    .run = run,
};

} // namespace dockwright::cli::commands
