#include "cli/lint_one.hpp"
#include <fmt/format.h>

namespace dockwright::cli {
namespace {

std::string counted(std::size_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

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

} // namespace

std::string summary(const Counts& counts, const LintOptions& options) {
    const std::string files = counted(counts.files, "file");
    if (options.diff) {
        return fmt::format("{} would be fixed in {} of {}", counted(counts.fixed, "finding"), counts.changed,
                           files);
    }
    std::string out;
    if (options.fix) {
        out += fmt::format("{} fixed; ", counts.fixed);
    }
    if (counts.findings() == 0) {
        return out + "nothing found in " + files;
    }
    out += fmt::format("{} ({}) in {} of {}", counted(counts.findings(), "finding"), by_severity(counts),
                       counts.files_with_findings, files);
    if (counts.fixable > 0 && !options.fix) {
        out += fmt::format("; {} can be fixed with --fix", counts.fixable);
    }
    return out;
}

} // namespace dockwright::cli
