#include "cli/command.hpp"
#include "cli/config_report.hpp"
#include "cli/mistakes_text.hpp"
#include "cli/parse.hpp"
#include "config/schema.hpp"
#include "project/configuration.hpp"

namespace dockwright::cli::commands {
namespace {

struct Written {
    std::string file;
    std::string format = "text";
    std::string configuration;
    bool isolated = false;
    bool schema = false;
};

std::optional<Problem> wrong(const Written& written) {
    if (written.file.empty() && !written.schema) {
        return Problem{"wrong-use", "A Dockerfile is needed, whose settings are to be told",
                       "Name one, or ask for --schema"};
    }
    if (written.isolated && !written.configuration.empty()) {
        return Problem{"wrong-use", "--isolated reads no configuration, so --config has no effect",
                       "Leave one of them out"};
    }
    return std::nullopt;
}

project::FoundConfiguration find(const Written& written) {
    if (written.isolated) {
        return {};
    }
    if (!written.configuration.empty()) {
        return {.configuration = project::read_configuration(written.configuration),
                .looked = {{written.configuration, true}}};
    }
    return project::find_configuration(written.file);
}

ExitCode run(std::span<const std::string> arguments) {
    Written written;
    CLI::App app("Tells what is in force for a Dockerfile, and where each value comes from",
                 "dockwright config");
    app.add_option("FILE", written.file, "A Dockerfile")->type_name("");
    add_choice(app, "--format", written.format, {"text", "json"}, "How it is printed");
    app.add_option("--config", written.configuration, "Take this configuration, and look for none")
        ->type_name("FILE");
    app.add_flag("--isolated", written.isolated, "Read no configuration");
    app.add_flag("--schema", written.schema, "Print the JSON schema of .dockwright.yaml");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    if (const auto problem = wrong(written)) {
        say(*problem);
        return ExitCode::failed;
    }
    if (written.schema) {
        return write_output(config::schema()) ? ExitCode::nothing : ExitCode::failed;
    }
    const project::FoundConfiguration found = find(written);
    const config::Resolved resolved(found.configuration, project::path_for_patterns(written.file), {});
    const bool json = written.format == "json";
    const ConfigReport report{.file = written.file, .found = found, .resolved = resolved};
    const bool printed = write_output(json ? json_of(report) : text_of(report));
    const bool mistaken = found.configuration && found.configuration->has_mistakes();
    if (mistaken && !json) {
        write_error(mistakes_text(*found.configuration));
    }
    return printed && !mistaken ? ExitCode::nothing : ExitCode::failed;
}

} // namespace

extern constexpr Command config_command{
    .name = "config",
    .summary = "Tells what is in force for a Dockerfile, and where it comes from",
    .run = run,
};

} // namespace dockwright::cli::commands
