#include "cli/carry.hpp"
#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    ExportArguments carried;
    std::string format = "text";
    CLI::App app("Writes an image to a file, for machines without network", "dockwright export");
    add_engine_options(app, carried.engine, format);
    app.add_option("image", carried.image, "A name or an id")->required()->type_name("IMAGE");
    app.add_option("file", carried.path, "The archive to write; - is standard output")
        ->required()
        ->type_name("FILE");
    app.add_flag("--yes", carried.yes, "Replace a file that is there");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    carried.engine.json = format == "json";
    return static_cast<ExitCode>(export_image(carried, process_streams()));
}

} // namespace

extern constexpr Command export_command{
    .name = "export",
    .summary = "Writes an image to a file, for machines without network",
    .run = run,
};

} // namespace dockwright::cli::commands
