#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/pull.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    PullArguments pulling;
    std::string format = "text";
    CLI::App app("Fetches an image from its registry onto the engine's machine", "dockwright pull");
    add_engine_options(app, pulling.engine, format);
    app.add_option("image", pulling.image, "Such as python:3.12 or nvcr.io/nvidia/pytorch:25.08-py3")
        ->required()
        ->type_name("IMAGE");
    app.add_option("--platform", pulling.platform, "Another platform than the machine's own")
        ->type_name("OS/ARCH");
    app.add_option("--mirror", pulling.mirror,
                   "Fetch it from this host; it gets the name that it has at Docker Hub")
        ->type_name("HOST");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    pulling.engine.json = format == "json";
    return static_cast<ExitCode>(pull(pulling, process_streams()));
}

} // namespace

extern constexpr Command pull_command{
    .name = "pull",
    .summary = "Fetches an image, with progress and through a mirror if asked",
    .run = run,
};

} // namespace dockwright::cli::commands
