#include "cli/lint_one.hpp"
#include "cli/input.hpp"
#include "cli/replace_file.hpp"
#include "cli/unified_diff.hpp"
#include "lint/fixer.hpp"
#include "project/surroundings.hpp"
#include <algorithm>
#include <span>

namespace dockwright::cli {
namespace {

void count(Counts& counts, const lint::Linted& linted, bool unsafe_too) {
    counts.files = 1;
    counts.files_with_findings = linted.findings.empty() ? 0 : 1;
    for (const lint::Finding& finding : linted.findings) {
        ++counts.by_severity[static_cast<std::size_t>(finding.severity)];
        counts.fixable += lint::allowed_fix(finding, unsafe_too) != nullptr ? 1U : 0U;
    }
}

/// Does what the options say with the mended text: shows the difference, prints it, or writes it.
void put_text(Outcome& outcome, const Target& target, std::string_view name, std::string_view before,
              std::string_view after, const LintOptions& options) {
    const bool is_input = target.path == "-";
    if (options.diff) {
        append_unified_diff(outcome.output, name, before, after, options.color);
    } else if (is_input) {
        outcome.output = after;
    } else if (before != after) {
        outcome.problem = replace_file(target.path, target.root, before, after);
    }
    outcome.counts.changed = before == after || outcome.problem ? 0 : 1;
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

Counts& Counts::operator+=(const Counts& other) {
    for (std::size_t i = 0; i < by_severity.size(); ++i) {
        by_severity[i] += other.by_severity[i];
    }
    files += other.files;
    files_with_findings += other.files_with_findings;
    fixable += other.fixable;
    fixed += other.fixed;
    changed += other.changed;
    failing += other.failing;
    return *this;
}

std::size_t Counts::findings() const {
    std::size_t out = 0;
    for (const std::size_t some : by_severity) {
        out += some;
    }
    return out;
}

bool prints_text(const LintOptions& options) {
    return options.fix && !options.diff && std::ranges::find(options.paths, "-") != options.paths.end();
}

Outcome lint_one(const Target& target, const LintOptions& options, SettingsOf& settings_of) {
    Outcome outcome;
    const bool is_input = target.path == "-";
    auto text = is_input ? read_standard_input() : read_file(target.path);
    if (!text) {
        outcome.problem = std::move(text.error());
        return outcome;
    }
    const std::string_view name = is_input ? options.stdin_name : target.path;
    lint::Linted linted{.document = model::Document::parse(std::move(*text)), .findings = {}};
    const model::Surroundings surroundings =
        is_input ? model::Surroundings{}
                 : project::read_surroundings(target.path, *linted.document, {}, &settings_of.folders());
    const std::shared_ptr<const config::Resolved> resolved = settings_of(is_input ? name : target.path);
    outcome.configuration = resolved->configuration();
    const lint::Settings& settings = resolved->settings();
    linted.findings = lint::lint(*linted.document, settings, surroundings);
    if (options.fix || options.diff) {
        lint::Fixed fixed = lint::fix(linted, settings, options.unsafe_fixes, surroundings);
        const std::string_view after = fixed.linted.document->text();
        put_text(outcome, target, name, linted.document->text(), after, options);
        if (!outcome.problem) {
            outcome.counts.fixed = fixed.count;
            linted = std::move(fixed.linted);
        }
    }
    count(outcome.counts, linted, options.unsafe_fixes);
    outcome.counts.failing = fails(outcome.counts, resolved->fail_level(), options) ? 1 : 0;
    if (!linted.findings.empty() && !options.diff) {
        std::string& out = prints_text(options) ? outcome.errors : outcome.output;
        const FileReport report{name, linted.document->text(), linted.findings};
        options.format->append(out, report, options.color);
    }
    return outcome;
}

} // namespace dockwright::cli
