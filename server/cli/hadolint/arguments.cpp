#include "cli/hadolint/arguments.hpp"
#include "base/message.hpp"
#include "cli/hadolint/format.hpp"
#include "cli/parse.hpp"
#include "config/given.hpp"
#include <algorithm>

namespace dockwright::cli::hadolint {
namespace {

using Words = std::vector<std::string>;
using Check = std::function<std::string(const std::string&)>;

Words format_names() {
    Words out;
    std::ranges::transform(formats::all(), std::back_inserter(out),
                           [](const Format* format) { return std::string(format->name); });
    return out;
}

Check one_of(Words words) {
    return [words = std::move(words)](const std::string& given) {
        std::vector<std::string_view> views(words.begin(), words.end());
        return std::ranges::find(words, given) != words.end()
                   ? std::string()
                   : message("'{}' is not {}", {given, config::list_of(views)});
    };
}

std::string check_label(const std::string& given) {
    return read_label(given) ? std::string()
                             : message("'{}' names no type of label: {}",
                                       {given, config::list_of(config::label_type_names())});
}

/// Given again and again, one word each time.
CLI::Option* add_list(CLI::App& app, const std::string& name, Words& into, const std::string& description) {
    return app.add_option(name, into, description)->allow_extra_args(false);
}

/// Given once, without a value.
void add_switch(CLI::App& app, const std::string& name, bool& into, const std::string& description) {
    app.add_flag(name, into, description)
        ->disable_flag_override()
        ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

/// CLI11 takes `--no-fail=true`, and hadolint does not.
const std::string* switch_with_value(std::span<const std::string> written) {
    constexpr std::array<std::string_view, 6> switches = {
        "--version=", "--no-fail=",       "--no-color=",
        "--verbose=", "--strict-labels=", "--disable-ignore-pragma="};
    for (const std::string& word : written) {
        if (word == "--") {
            return nullptr;
        }
        if (std::ranges::any_of(switches, [&](std::string_view name) { return word.starts_with(name); })) {
            return &word;
        }
    }
    return nullptr;
}

/// What has to be read further.
struct Raw {
    std::string threshold;
    Words labels;
};

void describe(CLI::App& app, Arguments& into, Raw& raw) {
    Configuration& configuration = into.configuration;
    app.add_option("DOCKERFILE", into.files, "Dockerfiles; - is standard input")->type_name("");
    add_switch(app, "-v,--version", into.version, "Which hadolint is spoken here, and by what");
    app.add_option("-c,--config", into.config, "The configuration file (default: it is searched)");
    app.add_option("--file-path-in-report", into.path_in_report,
                   "The path to give in the formats checkstyle, codeclimate, gitlab_codeclimate, sonarqube "
                   "and junit");
    add_list(app, "-o,--output", into.outputs, "A file to write to, one for each format");
    add_switch(app, "--no-fail", configuration.no_fail, "Exit 0 whatever is found");
    add_switch(app, "--no-color", configuration.no_color, "No colours in the format tty");
    add_switch(app, "-V,--verbose", configuration.verbose, "Say on standard error what holds");
    add_list(app, "-f,--format", configuration.formats, "How findings are printed (default: tty)")
        ->check(one_of(format_names()));
    constexpr std::array<const char*, 4> severities = {"--error", "--warning", "--info", "--style"};
    for (std::size_t i = 0; i < severities.size(); ++i) {
        add_list(app, severities.at(i), configuration.overrides.at(i), "A code that is to be this grave");
    }
    add_list(app, "--ignore", configuration.ignored, "A code to leave out");
    add_list(app, "--trusted-registry", configuration.registries, "A registry that images may come from");
    add_list(app, "--require-label", raw.labels, "A label that must be there, and its type: KEY:TYPE")
        ->check(check_label);
    add_switch(app, "--strict-labels", configuration.strict_labels, "No other labels than those");
    add_switch(app, "--disable-ignore-pragma", configuration.disable_ignore_pragma,
               "Comments in the Dockerfile suppress nothing");
    app.add_option("-t,--failure-threshold", raw.threshold, "Exit 1 from this severity on (default: info)")
        ->check(one_of(Words(threshold_names.begin(), threshold_names.end())));
    app.footer("These are the flags, formats, files and variables of hadolint " +
               std::string(spoken_version) + ".");
}

} // namespace

std::expected<Arguments, ExitCode> read_arguments(std::span<const std::string> written) {
    Arguments out;
    Raw raw;
    CLI::App app("Lints Dockerfiles as hadolint does, under its codes", "dockwright hadolint");
    describe(app, out, raw);
    if (const auto code = parse(app, written)) {
        return std::unexpected(*code == ExitCode::nothing ? ExitCode::nothing : ExitCode::findings);
    }
    if (const std::string* word = switch_with_value(written)) {
        say(Problem{"wrong-use", message("'{}' takes no value", {word->substr(0, word->find('='))}),
                    "Leave it out"});
        return std::unexpected(ExitCode::findings);
    }
    if (!raw.threshold.empty()) {
        out.configuration.threshold = raw.threshold;
    }
    Configuration labels;
    for (const std::string& label : raw.labels) {
        labels.labels.push_back(read_label(label).value_or(Label{}));
    }
    out.configuration.add(std::move(labels));
    return out;
}

} // namespace dockwright::cli::hadolint
