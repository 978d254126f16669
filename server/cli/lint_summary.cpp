#include "cli/lint_summary.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <tuple>
#include <vector>

namespace dockwright::cli {
namespace {

/// "1 error, 2 warnings"; info and style have no plural.
std::string by_severity(const Counts& counts) {
    std::string out;
    for (std::size_t i = 0; i < counts.by_severity.size(); ++i) {
        const auto severity = static_cast<lint::Severity>(i);
        const std::size_t count = counts.by_severity[i];
        if (count == 0) {
            continue;
        }
        out += out.empty() ? "" : ", ";
        out += severity <= lint::Severity::warning ? counted(count, lint::name(severity))
                                                   : fmt::format("{} {}", count, lint::name(severity));
    }
    return out;
}

std::string found(const Counts& counts) {
    const std::string_view kind = counts.old > 0 ? "new " : "";
    const std::string files = counted(counts.files, "file");
    if (counts.findings() == 0) {
        return fmt::format("nothing {}found in {}", kind, files);
    }
    return fmt::format("{} ({}) in {} of {}", counted(counts.findings(), fmt::format("{}finding", kind)),
                       by_severity(counts), counts.files_with_findings, files);
}

std::string old(const Counts& counts) {
    return counts.old == 0 ? std::string{} : fmt::format("; {} in the baseline", counts.old);
}

std::string templates(const Counts& counts) {
    if (counts.templates == 0) {
        return {};
    }
    return counts.templates == 1 ? "; 1 template or fragment left out"
                                 : fmt::format("; {} templates or fragments left out", counts.templates);
}

} // namespace

std::string counted(std::size_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string summary(const Counts& counts) {
    return found(counts) +
           (counts.fixable > 0 ? fmt::format("; {} can be fixed with --fix", counts.fixable)
                               : std::string{}) +
           old(counts) + templates(counts);
}

std::string summary(const Counts& counts, const LintOptions& options) {
    if (options.diff) {
        return fmt::format("{} would be fixed in {} of {}", counted(counts.fixed, "finding"), counts.changed,
                           counted(counts.files, "file"));
    }
    return options.fix ? fmt::format("{} fixed; {}{}", counts.fixed, found(counts), old(counts))
                       : summary(counts);
}

std::string rule_table(const Counts& counts) {
    std::vector<std::pair<RuleKey, RuleCount>> rows(counts.by_rule.begin(), counts.by_rule.end());
    std::ranges::sort(rows, [](const auto& a, const auto& b) {
        return std::tuple(a.first.severity, b.second.findings, a.first.rule) <
               std::tuple(b.first.severity, a.second.findings, b.first.rule);
    });
    std::string out = rows.empty() ? "" : "  found  fixable  severity  rule\n";
    for (const auto& [key, count] : rows) {
        fmt::format_to(std::back_inserter(out), "{:>7}  {:>7}  {:<8}  {}\n", count.findings, count.fixable,
                       lint::name(key.severity), key.rule);
    }
    return out;
}

} // namespace dockwright::cli
