#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/images.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    ImagesArguments listing;
    std::string format = "text";
    CLI::App app("Lists the images of an engine: sizes, ages, CUDA, and which containers use them",
                 "dockwright images");
    add_engine_options(app, listing.engine, format);
    app.add_flag("--gpu", listing.gpu_only, "Only those that are made for GPUs");
    app.add_flag("--dangling", listing.dangling_only, "Only those whose name has moved to a newer image");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    listing.engine.json = format == "json";
    return static_cast<ExitCode>(images(listing, process_streams()));
}

} // namespace

extern constexpr Command images_command{
    .name = "images",
    .summary = "Lists images, their CUDA, and the containers that use them",
    .run = run,
};

} // namespace dockwright::cli::commands
