#include "cli/carry.hpp"
#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    ImportArguments carried;
    std::string format = "text";
    CLI::App app("Brings images to the engine, from a file that dockwright export or docker save wrote",
                 "dockwright import");
    add_engine_options(app, carried.engine, format);
    app.add_option("file", carried.path, "The archive to read")->required()->type_name("FILE");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    carried.engine.json = format == "json";
    return static_cast<ExitCode>(import_images(carried, process_streams()));
}

} // namespace

extern constexpr Command import_command{
    .name = "import",
    .summary = "Brings images from a file to the engine",
    .run = run,
};

} // namespace dockwright::cli::commands
