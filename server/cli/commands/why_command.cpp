#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/why/why.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    WhyArguments asked;
    std::string format = "text";
    CLI::App app("Says why a container sees no GPU", "dockwright why");
    add_engine_options(app, asked.engine, format);
    app.add_option("CONTAINER", asked.container, "Its name, its id or the beginning of it")
        ->required()
        ->type_name("");
    app.footer("Nothing is changed. Exit status: 0 it sees its GPU, or nothing speaks against it;\n"
               "1 something keeps it from the GPU; 2 it could not be looked at.");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    asked.engine.json = format == "json";
    return static_cast<ExitCode>(why(asked, process_streams()));
}

} // namespace

extern constexpr Command why_command{
    .name = "why",
    .summary = "Says why a container sees no GPU",
    .run = run,
};

} // namespace dockwright::cli::commands
