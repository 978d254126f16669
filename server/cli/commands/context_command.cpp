#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/parse.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    ContextOptions options;
    std::string format = "text";
    CLI::App app("Shows what a build is sent of a folder, how large it is, and what .dockerignore leaves out",
                 "dockwright context");
    app.add_option("FOLDER", options.folder, "The folder that docker build is given (default: .)")
        ->type_name("");
    app.add_option("--file", options.dockerfile,
                   "The Dockerfile, whose own NAME.dockerignore counts first (default: Dockerfile in FOLDER)")
        ->type_name("FILE");
    app.add_option("--why", options.why, "Say of this path in FOLDER which pattern leaves it out")
        ->allow_extra_args(false)
        ->type_name("PATH");
    app.add_flag("--files", options.files, "List each file that is sent");
    add_choice(app, "--format", format, {"text", "json"}, "How it is printed");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    options.json = format == "json";
    return show_context(options);
}

} // namespace

extern constexpr Command context_command{
    .name = "context",
    .summary = "Shows what a build is sent, and what .dockerignore leaves out",
    .run = run,
};

} // namespace dockwright::cli::commands
