#include "cli/lint_one.hpp"
#include "base/message.hpp"
#include "cli/input.hpp"
#include "cli/lint_subject.hpp"
#include "cli/replace_file.hpp"
#include "cli/unified_diff.hpp"
#include "lint/fixer.hpp"
#include <algorithm>
#include <span>

namespace dockwright::cli {
namespace {

void count(Counts& counts, std::span<const lint::Finding> findings, bool unsafe_too) {
    counts.files = 1;
    counts.files_with_findings = findings.empty() ? 0 : 1;
    for (const lint::Finding& finding : findings) {
        counts.add(finding, lint::allowed_fix(finding, unsafe_too) != nullptr);
    }
}

/// A file that has just such a name is meant to be built, whatever it holds.
bool has_usual_name(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return name == "Dockerfile" || name == "Containerfile";
}

/// Whether a file that nobody has named is none that is built: Dockerfiles are made of it.
bool is_part(const Target& target, const LintSubject& subject) {
    const bool meant = has_usual_name(target.path) || !target.builds.empty();
    return subject.is_template() || (!meant && subject.is_fragment());
}

/// Of a file that nobody works on any more, what is wrong in it is worth a word, but not how it could be
/// better; of one that tests build, only what they don't see themselves: dangers, and what fails on a GPU.
lint::Settings calmed(lint::Settings settings, Target::Aside aside) {
    using lint::Group;
    for (const Group group :
         {Group::style, Group::size, Group::deprecated, Group::labels, Group::reproducibility}) {
        settings.rules.ignore.emplace_back(lint::name(group));
    }
    if (aside == Target::Aside::tests) {
        settings.rules.ignore.emplace_back(lint::name(Group::syntax));
        settings.rules.ignore.emplace_back(lint::name(Group::correctness));
    }
    return settings;
}

/// Takes old findings away.
void compare(Outcome& outcome, std::vector<lint::Finding>& findings, std::string_view text,
             const BaselineFile* baseline, const LintOptions& options) {
    const std::size_t all = findings.size();
    if (!options.new_baseline.empty()) {
        outcome.old = lint::baseline_entries(text, findings);
        findings.clear();
    } else if (baseline != nullptr) {
        outcome.gone = lint::drop_known(findings, text, baseline->of(outcome.path));
    }
    outcome.counts.old = all - findings.size();
}

void append_pieces(Outcome& outcome, const FileReport& report, const LintOptions& options) {
    outcome.pieces.resize(options.outputs.size());
    for (std::size_t i = 0; i < options.outputs.size(); ++i) {
        const auto& [format, file] = options.outputs[i];
        if (!report.findings.empty() || format->clean_files) {
            format->append(outcome.pieces[i], report, options.color && file.empty());
        }
    }
}

/// Does what the options say with the mended text: shows the difference, prints it, or writes it.
void put_text(Outcome& outcome, const Target& target, std::string_view name, std::string_view before,
              std::string_view after, const LintOptions& options) {
    const bool is_input = target.path == "-";
    if (options.diff) {
        append_unified_diff(outcome.text, name, before, after, options.color);
    } else if (is_input) {
        outcome.text = after;
    } else if (before != after) {
        outcome.problem = replace_file(target.path, target.root, before, after);
    }
    outcome.counts.changed = before == after || outcome.problem ? 0 : 1;
}

/// A named file that can't be read to its end; of one that is found in a folder what can be read is enough.
std::optional<Problem> cut_off(const Target& target, std::string_view name, std::uint32_t line) {
    if (!target.named) {
        return std::nullopt;
    }
    return Problem{"plan-unreadable",
                   message("{}:{}: From here on it can't be read, and only what stands before is linted",
                           {name, std::to_string(line)}),
                   "Mend what stands there"};
}

/// Whether there is something at or above the fail level, or a difference to show.
bool fails(const Counts& counts, config::FailLevel level, const LintOptions& options) {
    if (!level) {
        return false;
    }
    const auto grave = std::span(counts.by_severity).first(static_cast<std::size_t>(*level) + 1);
    return (options.diff && counts.changed > 0) ||
           std::ranges::any_of(grave, [](std::size_t count) { return count > 0; });
}

} // namespace

bool prints_text(const LintOptions& options) {
    return options.fix && !options.diff && std::ranges::find(options.paths, "-") != options.paths.end();
}

Outcome lint_one(const Target& target, const LintOptions& options, const BaselineFile* baseline,
                 SettingsOf& settings_of, ShellChecks& checks) {
    Outcome outcome;
    const bool is_input = target.path == "-";
    auto text = is_input ? read_standard_input() : read_file(target.path);
    if (!text) {
        outcome.problem = std::move(text.error());
        return outcome;
    }
    const std::string& name = outcome.path = is_input ? options.stdin_name : target.path;
    const std::unique_ptr<LintSubject> subject = lint_subject(target, *text, settings_of);
    if (!target.named && !is_input && is_part(target, *subject)) {
        outcome.counts.templates = 1;
        return outcome;
    }
    const std::shared_ptr<const config::Resolved> resolved = settings_of(is_input ? name : target.path);
    outcome.configuration = resolved->configuration();
    const bool checked = checks.wants(*resolved);
    if (checked) {
        subject->ask(*text, checks);
    }
    std::optional<lint::Settings> calmer;
    if (target.aside != Target::Aside::no && resolved->settings().preset == lint::Preset::recommended) {
        calmer = calmed(resolved->settings(), target.aside);
    }
    const lint::Settings& settings = calmer ? *calmer : resolved->settings();
    if (options.fix || options.diff) {
        Mended mended = subject->mend(*text, settings, options.unsafe_fixes);
        put_text(outcome, target, name, *text, mended.text, options);
        if (!outcome.problem) {
            outcome.counts.fixed = mended.count;
            text = std::move(mended.text);
            if (checked && mended.count > 0) {
                subject->ask(*text, checks); // it has not seen yet what a fix has written
            }
        }
    }
    std::vector<lint::Finding> findings = subject->findings(*text, settings);
    if (const std::uint32_t line = subject->broken_line(*text); line != 0 && !outcome.problem) {
        outcome.problem = cut_off(target, name, line);
    }
    if (!outcome.problem) {
        outcome.problem = checks.missing(*resolved);
    }
    compare(outcome, findings, *text, baseline, options);
    count(outcome.counts, findings, options.unsafe_fixes);
    outcome.counts.failing = fails(outcome.counts, resolved->fail_level(), options) ? 1 : 0;
    if (!options.diff) {
        append_pieces(outcome, {name, *text, findings, resolved->fail_level()}, options);
    }
    return outcome;
}

} // namespace dockwright::cli
