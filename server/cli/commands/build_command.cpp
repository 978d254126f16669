#include "cli/build/build.hpp"
#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    BuildArguments building;
    BuildTexts texts;
    std::string format = "text";
    CLI::App app("Builds an image of a Dockerfile and says which line fails", "dockwright build");
    add_engine_options(app, building.engine, format);
    app.add_option("context", building.options.context, "The folder that it copies from; else this one")
        ->type_name("CONTEXT");
    app.add_option("-t,--tag", building.options.name, "The image's name; else local/FOLDER")
        ->type_name("NAME");
    add_build_options(app, building.options, texts);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    if (const auto wrong = finish_build_options(texts, building.engine, building.options)) {
        return static_cast<ExitCode>(fail(*wrong, process_streams()));
    }
    building.engine.json = format == "json";
    return static_cast<ExitCode>(build_image(building, process_streams()));
}

} // namespace

extern constexpr Command build_command{
    .name = "build",
    .summary = "Builds an image of a Dockerfile and says which line fails",
    .run = run,
};

} // namespace dockwright::cli::commands
