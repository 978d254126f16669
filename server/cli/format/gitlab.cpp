#include "base/line_index.hpp"
#include "cli/format.hpp"
#include "cli/json_object.hpp"
#include "cli/report_path.hpp"
#include "lint/fingerprint.hpp"
#include "lint/rule.hpp"

/// GitLab's Code Quality report
/// (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format), which is a part of Code
/// Climate's format.
namespace dockwright::cli::formats {
namespace {

std::string_view grade(lint::Severity severity) {
    switch (severity) {
    case lint::Severity::error: return "critical";
    case lint::Severity::warning: return "major";
    case lint::Severity::info: return "minor";
    case lint::Severity::style: return "info";
    }
    return {};
}

/// Of Code Climate's closed list.
std::string_view category(lint::Group group) {
    switch (group) {
    case lint::Group::security: return "Security";
    case lint::Group::style:
    case lint::Group::labels: return "Style";
    case lint::Group::deprecated:
    case lint::Group::reproducibility:
    case lint::Group::gpu: return "Compatibility";
    case lint::Group::size: return "Performance";
    case lint::Group::syntax:
    case lint::Group::correctness: break;
    }
    return "Bug Risk";
}

/// Two findings of one report with one fingerprint would be one to GitLab.
std::string identity(std::string_view path, const lint::Fingerprint& fingerprint) {
    const std::uint64_t file = lint::stable_hash(path, fingerprint.value);
    return lint::hexadecimal(lint::stable_hash(std::to_string(fingerprint.number), file));
}

void append_finding(std::string& out, std::string_view path, const LineIndex& lines,
                    const lint::Finding& finding, const lint::Fingerprint& fingerprint) {
    JsonObject object(out);
    object.text("type", "issue");
    object.text("check_name", finding.rule->id);
    object.text("description", finding.message);
    object.array("categories", std::span(&finding, 1), [](std::string& to, const lint::Finding& one) {
        json_text::append(to, category(one.rule->group));
    });
    object.text("severity", grade(finding.severity));
    object.text("fingerprint", identity(path, fingerprint));
    JsonObject location(object.member("location"));
    location.text("path", path);
    JsonObject place(location.member("lines"));
    place.number("begin", lines.line(finding.span.begin) + 1);
    place.number("end", lines.line(finding.span.end) + 1);
}

void append(Piece& piece, const FileReport& report, bool /*color*/) {
    const LineIndex lines(report.text);
    const auto fingerprints = lint::fingerprints(report.text, lines, report.findings);
    for (std::size_t i = 0; i < fingerprints.size(); ++i) {
        piece.text += i == 0 ? "" : ",\n";
        append_finding(piece.text, report_path(report.path), lines, report.findings[i], fingerprints[i]);
    }
}

} // namespace

extern constexpr OutputFormat gitlab{
    .name = "gitlab",
    .begin = "[",
    .separator = ",\n",
    .end = "]\n",
    .append = append,
};

} // namespace dockwright::cli::formats
