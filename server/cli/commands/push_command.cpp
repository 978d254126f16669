#include "cli/carry.hpp"
#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    PushArguments carried;
    std::string format = "text";
    CLI::App app("Sends an image of the engine to a registry", "dockwright push");
    add_engine_options(app, carried.engine, format);
    app.add_option("image", carried.image, "A name; with --as also an id")->required()->type_name("IMAGE");
    app.add_option("--as", carried.as, "Give it this name first, and send it there: REGISTRY/NAME:TAG")
        ->type_name("NAME");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    carried.engine.json = format == "json";
    return static_cast<ExitCode>(push(carried, process_streams()));
}

} // namespace

extern constexpr Command push_command{
    .name = "push",
    .summary = "Sends an image to its registry, under another name if asked",
    .run = run,
};

} // namespace dockwright::cli::commands
