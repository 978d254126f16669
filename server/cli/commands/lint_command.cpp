#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/gpu/machines.hpp"
#include "cli/lint_files.hpp"
#include "cli/parse.hpp"
#include "cli/search.hpp"
#include "cli/selectors.hpp"
#include "project/configuration.hpp"
#include <CLI/Validators.hpp>
#include <algorithm>
#include <unistd.h>

namespace dockwright::cli::commands {
namespace {

/// The options as they are written.
struct Written {
    std::vector<std::string> paths;
    std::vector<std::string> formats;
    std::string baseline;
    std::string new_baseline;
    std::string preset = "recommended";
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    std::string fail_level = "warning";
    std::string shellcheck = "auto";
    std::string stdin_name;
    std::string configuration;
    MachineOptions machines;
    ColorChoice color = ColorChoice::automatic;
    bool fix = false;
    bool unsafe_fixes = false;
    bool diff = false;
    bool summary = false;
    bool exit_zero = false;
    bool isolated = false;
    bool git_ignored_too = false;
    unsigned jobs = 0;
};

std::string format_names() {
    std::string out;
    for (const OutputFormat* format : formats::all()) {
        out += out.empty() ? "" : format == formats::all().back() ? " or " : ", ";
        out += format->name;
    }
    return out;
}

std::string_view format_name(std::string_view given) {
    return given.substr(0, given.find('='));
}

/// What stands behind the `=`; "" without one.
std::string_view format_file(std::string_view given) {
    return given.substr(std::min(format_name(given).size() + 1, given.size()));
}

std::string check_format(const std::string& given) {
    if (find_format(format_name(given)) == nullptr) {
        return message("'{}' is not {}", {format_name(given), format_names()});
    }
    return given.ends_with('=') ? message("'{}' names no file behind the '='", {given}) : std::string{};
}

void describe_outputs(CLI::App& app, Written& written) {
    app.add_option("-f,--format", written.formats,
                   message("How findings are printed: {} (default: text). With a file they are written there "
                           "instead; may be given again",
                           {format_names()}))
        ->check(check_format)
        ->allow_extra_args(false)
        ->type_name("FORMAT[=FILE]");
    app.add_flag("--summary", written.summary, "Say at the end how often each rule was found");
    app.add_option("--baseline", written.baseline,
                   "Findings that this file has are old: they are not shown and do not count")
        ->type_name("FILE");
    app.add_option("--write-baseline", written.new_baseline,
                   "Write what is found now into this file, for --baseline, and exit 0")
        ->type_name("FILE");
}

void describe(CLI::App& app, Written& written) {
    app.add_option(
           "PATH", written.paths,
           "Dockerfiles, Compose or bake files, devcontainer.json, folders to search, or - for standard\n"
           "input (default: .)")
        ->type_name("");
    describe_outputs(app, written);
    add_choice(app, "--preset", written.preset, {"recommended", "strict", "all", "hadolint", "buildkit"},
               "Which rules");
    app.add_option("--select", written.select,
                   "More rules: ids, groups or other linters' codes, with commas between")
        ->delimiter(',')
        ->allow_extra_args(false);
    app.add_option("--ignore", written.ignore, "Rules to leave out, likewise")
        ->delimiter(',')
        ->allow_extra_args(false);
    app.add_flag("--fix", written.fix, "Mend what can be mended safely");
    app.add_flag("--unsafe-fixes", written.unsafe_fixes,
                 "With --fix or --diff: also what a person should look at");
    app.add_flag("--diff", written.diff, "Show what --fix would change, and change nothing");
    add_choice(app, "--fail-level", written.fail_level, {"error", "warning", "info", "style", "none"},
               "Exit 1 from this severity on");
    app.add_flag("--exit-zero", written.exit_zero, "Exit 0 whatever is found");
    add_choice(app, "--shellcheck", written.shellcheck, {"auto", "always", "never"},
               "Ask the program ShellCheck too: where it is installed, or it must be, or not");
    add_gpu_options(app, written.machines);
    app.add_option("--config", written.configuration, "Take this configuration, and look for none")
        ->type_name("FILE");
    app.add_flag("--isolated", written.isolated, "Read no configuration");
    app.add_flag("--no-gitignore", written.git_ignored_too, "Search also what .gitignore leaves out");
    app.add_option("--stdin-filename", written.stdin_name,
                   "What standard input is called in the output; without a PATH, standard input is read");
    app.add_option("--jobs", written.jobs, "Threads (default: one for each processor)")
        ->check(CLI::Range(1U, 1024U).description(""));
    add_color(app, written.color);
    app.footer(
        "In a folder and below, these are read: Dockerfile, Dockerfile.NAME, NAME.Dockerfile and the\n"
        "same with Containerfile, in any case. Passed over: what ends in ~ or in a dot and one of\n" +
        other_kinds_list() +
        ";\nthe folders .git, node_modules, testdata and testfiles, links to folders, and links that leave\n"
        "the folder;\n"
        "other projects kept in this one: third_party, third-party and vendor, and what has a licence of "
        "its\n"
        "own in deps or external; Dockerfile.old, .org and .save beside a Dockerfile. In archived, "
        "_archived\n"
        "and deprecated, and in archive at the top, the preset 'recommended' speaks of errors and dangers\n"
        "only: not of style, size, labels, versions and what has grown old; in test, tests, e2e and "
        "fixtures\n"
        "of dangers and GPUs only. Named files, and those below a named folder that is called so, are read\n"
        "in any case.");
}

std::optional<lint::Severity> severity(std::string_view written) {
    for (const lint::Severity each :
         {lint::Severity::error, lint::Severity::warning, lint::Severity::info, lint::Severity::style}) {
        if (lint::name(each) == written) {
            return each;
        }
    }
    return std::nullopt;
}

Problem no_effect(std::string_view why, std::string_view what) {
    return {"wrong-use", message("{}, so {} has no effect", {why, what}), "Leave one of them out"};
}

std::optional<Problem> wrong_outputs(const Written& written) {
    for (const std::string& given : written.diff ? written.formats : std::vector<std::string>{}) {
        if (given != "text") {
            return no_effect("--diff prints differences and no findings", message("--format {}", {given}));
        }
    }
    for (auto given = written.formats.begin(); given != written.formats.end(); ++given) {
        const auto same = std::find_if(written.formats.begin(), given, [&](const std::string& before) {
            return format_file(before) == format_file(*given);
        });
        if (same != given) {
            return Problem{
                "wrong-use", message("--format {} and --format {} go to the same place", {*same, *given}),
                message("Write one of them to another file: --format {}=FILE", {format_name(*given)})};
        }
    }
    const std::string_view baseline = !written.new_baseline.empty() ? "--write-baseline" : "--baseline";
    if (written.diff && (!written.baseline.empty() || !written.new_baseline.empty())) {
        return no_effect("--diff shows what would be mended, old or new", baseline);
    }
    if (!written.baseline.empty() && !written.new_baseline.empty()) {
        return no_effect("--write-baseline takes all findings for old ones", "--baseline");
    }
    return std::nullopt;
}

/// What CLI11 cannot check.
std::optional<Problem> wrong(const Written& written) {
    if (written.unsafe_fixes && !written.fix && !written.diff) {
        return Problem{"wrong-use", "--unsafe-fixes needs --fix or --diff", "Add one of them"};
    }
    if (auto problem = wrong_outputs(written)) {
        return problem;
    }
    if (written.isolated && !written.configuration.empty()) {
        return Problem{"wrong-use", "--isolated reads no configuration, so --config has no effect",
                       "Leave one of them out"};
    }
    const bool reads_input =
        written.paths.empty() || std::ranges::find(written.paths, "-") != written.paths.end();
    if (!written.stdin_name.empty() && !reads_input) {
        return Problem{"wrong-use", "--stdin-filename names standard input, which is not among the paths",
                       "Leave it out, or name - as the path"};
    }
    return std::nullopt;
}

/// What the command line says over the files; what is not written, it does not say.
std::expected<config::Wishes, Problem> wishes_of(const Written& written, const CLI::App& app) {
    config::Wishes out;
    const lint::Preset preset = lint::preset(written.preset).value_or(lint::Preset::recommended);
    if (app.get_option("--preset")->count() > 0) {
        out.preset = preset;
    }
    auto select = selected(written.select, preset);
    auto ignore = ignored(written.ignore);
    auto targets = paired_machines(written.machines);
    if (!select || !ignore || !targets) {
        return std::unexpected(!select ? select.error() : !ignore ? ignore.error() : targets.error());
    }
    out.targets = std::move(*targets);
    out.select = std::move(*select);
    out.ignore = std::move(*ignore);
    if (app.get_option("--shellcheck")->count() > 0) {
        const auto names = config::asking_names();
        out.shellcheck =
            static_cast<config::Asking>(std::ranges::find(names, written.shellcheck) - names.begin());
    }
    if (written.exit_zero) {
        out.fail_level = config::FailLevel{};
    } else if (app.get_option("--fail-level")->count() > 0) {
        out.fail_level = severity(written.fail_level);
    }
    return out;
}

LintOptions options_of(Written written, config::Wishes wishes) {
    LintOptions out;
    out.paths = std::move(written.paths);
    if (out.paths.empty()) {
        out.paths.emplace_back(written.stdin_name.empty() ? "." : "-");
    }
    out.stdin_name = written.stdin_name.empty() ? "-" : std::move(written.stdin_name);
    out.wishes = std::move(wishes);
    out.isolated = written.isolated;
    if (!written.configuration.empty()) {
        out.configuration = project::read_configuration(written.configuration);
    }
    if (written.formats.empty()) {
        written.formats.emplace_back("text");
    }
    for (const std::string& given : written.formats) {
        out.outputs.push_back({find_format(format_name(given)), std::string(format_file(given))});
    }
    out.summary = written.summary;
    out.baseline = std::move(written.baseline);
    out.new_baseline = std::move(written.new_baseline);
    out.color = colors_output(written.color);
    out.fix = written.fix;
    out.unsafe_fixes = written.unsafe_fixes;
    out.diff = written.diff;
    out.git_ignored_too = written.git_ignored_too;
    out.environment = ::environ;
    out.jobs = written.jobs;
    return out;
}

ExitCode run(std::span<const std::string> arguments) {
    Written written;
    CLI::App app("Finds what is wrong with Dockerfiles, and mends it", "dockwright lint");
    describe(app, written);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    if (const auto problem = wrong(written)) {
        say(*problem);
        return ExitCode::failed;
    }
    auto wishes = wishes_of(written, app);
    if (!wishes) {
        say(wishes.error());
        return ExitCode::failed;
    }
    return lint_files(options_of(std::move(written), std::move(*wishes)));
}

} // namespace

extern constexpr Command lint_command{
    .name = "lint",
    .summary = "Finds what is wrong with Dockerfiles, and mends it",
    .run = run,
};

} // namespace dockwright::cli::commands
