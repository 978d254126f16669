#include "base/line_index.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/hadolint/arguments.hpp"
#include "cli/hadolint/environment.hpp"
#include "cli/hadolint/output.hpp"
#include "cli/in_order.hpp"
#include "cli/input.hpp"
#include "cli/program.hpp"
#include "cli/terminal.hpp"
#include <algorithm>
#include <thread>

namespace dockwright::cli::commands {
namespace {

using namespace hadolint;

/// Programs that look for hadolint's version find it where they expect it.
ExitCode print_version() {
    write_error(message("dockwright {} stands in for it\n", {version()}));
    return write_output(message("Haskell Dockerfile Linter {}\n", {spoken_version})) ? ExitCode::nothing
                                                                                     : ExitCode::findings;
}

void say_mistakes(const std::string& path, std::string_view text, const config::HadolintFile& file) {
    const LineIndex lines(text);
    for (const config::Mistake& mistake : file.mistakes) {
        say(message("dockwright: {}:{}: {}.",
                    {path, std::to_string(lines.line(mistake.span.begin) + 1), mistake.message}));
    }
    if (hadolint_refuses(file)) {
        say(message("dockwright: Nothing is taken from '{}', as hadolint has it.", {path}));
    }
}

/// What the file says, if there is one. A wrong one counts for nothing, but a file that cannot be
/// read stops the run.
std::expected<Configuration, Problem> file_configuration(const Arguments& arguments, bool verbose) {
    const auto path = arguments.config.empty() ? find_configuration_file() : std::optional(arguments.config);
    if (!path) {
        if (verbose) {
            say("No configuration was specified. Using default configuration");
        }
        return Configuration{};
    }
    if (verbose) {
        say(message("Configuration file used: {}", {*path}));
    }
    const auto text = read_file(*path);
    if (!text) {
        return std::unexpected(text.error());
    }
    const config::HadolintFile file = config::read_hadolint_file(*text);
    const bool refused = hadolint_refuses(file);
    if (refused || verbose) {
        say_mistakes(*path, *text, file);
    }
    return refused ? Configuration{} : configuration_of(file);
}

using Linted = std::expected<FileReport, Problem>;

Linted lint_one(const std::string& path, const lint::Settings& settings) {
    auto text = path == "-" ? read_standard_input() : read_file(path);
    if (!text) {
        return std::unexpected(std::move(text.error()));
    }
    return lint_text(path, std::move(*text), settings);
}

/// Of the files that can be read; one that cannot is said, and stops no other.
std::vector<FileReport> lint_all(const std::vector<std::string>& paths, const lint::Settings& settings) {
    constexpr std::size_t files_a_job = 32;
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    std::vector<FileReport> out;
    in_order(
        paths.size(), std::min(processors, paths.size() / files_a_job),
        [&](std::size_t i) { return std::optional(lint_one(paths[i], settings)); },
        [&](std::optional<Linted> linted) {
            if (linted && *linted) {
                out.push_back(std::move(**linted));
            } else if (linted) {
                say(linted->error());
            }
        });
    return out;
}

bool fails(std::span<const FileReport> files, const Configuration& configuration) {
    if (configuration.no_fail || never_fails(configuration)) {
        return false;
    }
    const lint::Severity level = fail_level(configuration);
    return std::ranges::any_of(files, [&](const FileReport& file) {
        return std::ranges::any_of(file.issues, [&](const Issue& issue) { return issue.severity <= level; });
    });
}

/// hadolint knows no exit code but 0 and 1.
ExitCode run(std::span<const std::string> written) {
    const auto arguments = read_arguments(written);
    if (!arguments) {
        return arguments.error();
    }
    if (arguments->version) {
        return print_version();
    }
    Configuration configuration = environment_configuration();
    const bool verbose = configuration.verbose || arguments->configuration.verbose;
    auto file = file_configuration(*arguments, verbose);
    if (!file) {
        say(file.error());
        return ExitCode::findings;
    }
    configuration.add(std::move(*file));
    configuration.add(arguments->configuration);
    if (verbose) {
        write_error(shown(configuration));
    }
    if (arguments->files.empty()) {
        say(Problem{"wrong-use", "No Dockerfile is named", "See 'dockwright hadolint --help'"});
        return ExitCode::findings;
    }
    const LintSettings settings = settings_of(configuration);
    const std::vector<FileReport> reports = lint_all(arguments->files, settings.settings);
    const bool whole =
        write_reports(reports, configuration, *arguments) && reports.size() == arguments->files.size();
    return whole && !fails(reports, configuration) ? ExitCode::nothing : ExitCode::findings;
}

} // namespace

extern constexpr Command hadolint_command{
    .name = "hadolint",
    .summary = "Lints Dockerfiles with hadolint's flags, configuration, codes and formats",
    .run = run,
};

} // namespace dockwright::cli::commands
