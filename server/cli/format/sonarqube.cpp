#include "base/line_index.hpp"
#include "cli/format.hpp"
#include "cli/json_object.hpp"
#include "cli/report_path.hpp"
#include "cli/rule_markdown.hpp"
#include "lint/rule.hpp"
#include <set>

/// SonarQube's generic format for issues of other programs, as it is since its version 10.3: what is said of
/// a rule stands once
/// (https://docs.sonarsource.com/sonarqube-server/analyzing-source-code/importing-external-issues/
/// generic-issue-import-format/).
namespace dockwright::cli::formats {
namespace {

struct Rating {
    std::string_view impact;
    std::string_view severity; ///< of the "standard experience", which knows no impacts
};

Rating rating(lint::Severity severity) {
    switch (severity) {
    case lint::Severity::error: return {"HIGH", "CRITICAL"};
    case lint::Severity::warning: return {"MEDIUM", "MAJOR"};
    case lint::Severity::info: return {"LOW", "MINOR"};
    case lint::Severity::style: return {"LOW", "INFO"};
    }
    return {};
}

struct Nature {
    std::string_view attribute; ///< of clean code
    std::string_view quality;   ///< that suffers
    std::string_view type;
};

Nature nature(lint::Group group) {
    switch (group) {
    case lint::Group::syntax:
    case lint::Group::correctness:
    case lint::Group::gpu: return {"LOGICAL", "RELIABILITY", "BUG"};
    case lint::Group::security: return {"TRUSTWORTHY", "SECURITY", "VULNERABILITY"};
    case lint::Group::reproducibility: return {"COMPLETE", "RELIABILITY", "CODE_SMELL"};
    case lint::Group::size: return {"EFFICIENT", "MAINTAINABILITY", "CODE_SMELL"};
    case lint::Group::style:
    case lint::Group::labels: return {"CONVENTIONAL", "MAINTAINABILITY", "CODE_SMELL"};
    case lint::Group::deprecated: break;
    }
    return {"CLEAR", "MAINTAINABILITY", "CODE_SMELL"};
}

void append_rule(std::string& out, const lint::Rule& rule, lint::Severity severity) {
    const Nature of_group = nature(rule.group);
    JsonObject object(out);
    object.text("id", rule.id);
    object.text("name", rule.title);
    object.text("description", rule.why);
    object.text("engineId", "dockwright");
    object.text("cleanCodeAttribute", of_group.attribute);
    object.text("type", of_group.type);
    object.text("severity", rating(severity).severity);
    object.array("impacts", std::span(&of_group, 1), [&](std::string& to, const Nature& one) {
        JsonObject impact(to);
        impact.text("softwareQuality", one.quality);
        impact.text("severity", rating(severity).impact);
    });
}

/// Lines from 1, columns from 0 in units of UTF-16, as Java's strings have them. A range without a character
/// in it is refused, and so is an end behind the last character of a line: such a range is the line as a
/// whole.
void append_range(std::string& out, const LineIndex& lines, Span span) {
    const Span last = lines.line_span(lines.line(span.end));
    if (span.end == last.begin && span.begin < span.end) { // the line break before it was the end
        span.end = lines.line_span(lines.line(span.end) - 1).end;
        span.end = std::max(span.end, span.begin);
    }
    const Position begin = lines.position(span.begin);
    const Position end = lines.position(std::min(span.end, last.end));
    JsonObject range(out);
    range.number("startLine", begin.line + 1);
    range.number("endLine", end.line + 1);
    if (begin < end) {
        range.number("startColumn", begin.column);
        range.number("endColumn", end.column);
    }
}

void append_location(std::string& out, std::string_view path, const LineIndex& lines,
                     std::string_view message, Span span) {
    JsonObject location(out);
    location.text("message", message);
    location.text("filePath", path);
    append_range(location.member("textRange"), lines, span);
}

void append(Piece& piece, const FileReport& report, bool /*color*/) {
    const LineIndex lines(report.text, Encoding::utf16);
    const std::string_view path = report_path(report.path);
    std::string_view separator;
    for (const lint::Finding& finding : report.findings) {
        piece.text += separator;
        separator = ",\n";
        JsonObject issue(piece.text);
        issue.text("ruleId", finding.rule->id);
        append_location(issue.member("primaryLocation"), path, lines, finding.message, finding.span);
        if (!finding.related.empty()) {
            issue.array("secondaryLocations", finding.related,
                        [&](std::string& to, const lint::Related& related) {
                            append_location(to, path, lines, related.message, related.span);
                        });
        }
    }
}

/// A rule with several severities counts with the gravest, which comes first.
void append_tail(std::string& out, const WholeRun& run) {
    out += "],\n\"rules\":[";
    std::set<std::string_view> done;
    for (const auto& [key, count] : run.counts.by_rule) {
        if (done.insert(key.rule).second) {
            out += done.size() == 1 ? "\n" : ",\n";
            append_rule(out, *count.rule, key.severity);
        }
    }
}

} // namespace

extern constexpr OutputFormat sonarqube{
    .name = "sonarqube",
    .begin = "{\"issues\":[\n",
    .separator = ",\n",
    .end = "]}\n",
    .append = append,
    .append_tail = append_tail,
};

} // namespace dockwright::cli::formats
