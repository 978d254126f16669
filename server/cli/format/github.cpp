#include "base/line_index.hpp"
#include "base/message.hpp"
#include "cli/format.hpp"
#include "cli/report_path.hpp"
#include "lint/rule.hpp"

/// Commands that a job of GitHub Actions makes annotations of: `::warning file=…,line=…::message`
/// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
namespace dockwright::cli::formats {
namespace {

std::string_view command(lint::Severity severity) {
    switch (severity) {
    case lint::Severity::error: return "error";
    case lint::Severity::warning: return "warning";
    case lint::Severity::info:
    case lint::Severity::style: return "notice";
    }
    return {};
}

/// As GitHub's own toolkit escapes (https://github.com/actions/toolkit, packages/core/src/command.ts): in a
/// property also what ends one. Other control characters are for no log.
void append_escaped(std::string& out, std::string_view text, bool in_property) {
    for (const char c : printable(text)) {
        switch (c) {
        case '%': out += "%25"; break;
        case ':': out += in_property ? "%3A" : ":"; break;
        case ',': out += in_property ? "%2C" : ","; break;
        default: out += c;
        }
    }
}

void append_property(std::string& out, std::string_view name, std::string_view value) {
    out += out.ends_with(' ') ? "" : ",";
    out += name;
    out += '=';
    append_escaped(out, value, true);
}

std::string title_of(const lint::Finding& finding) {
    std::string out(finding.rule->id);
    for (const lint::Code& code : finding.codes) {
        out += &code == finding.codes.data() ? " (" : ", ";
        out += code.code;
    }
    return finding.codes.empty() ? out : out + ')';
}

void append_finding(std::string& out, std::string_view path, const LineIndex& lines,
                    const lint::Finding& finding) {
    const Position begin = lines.position(finding.span.begin);
    const Position end = lines.position(finding.span.end);
    out += message("::{} ", {command(finding.severity)});
    append_property(out, "file", path);
    append_property(out, "line", std::to_string(begin.line + 1));
    append_property(out, "endLine", std::to_string(end.line + 1));
    if (begin.line == end.line) { // columns of several lines are refused by the API behind it
        append_property(out, "col", std::to_string(begin.column + 1));
        append_property(out, "endColumn", std::to_string(end.column + 1));
    }
    append_property(out, "title", title_of(finding));
    out += "::";
    // The log shows the message alone, and only the first few become annotations.
    append_escaped(
        out,
        message("{}:{}:{}: {} [{}]", {path, std::to_string(begin.line + 1), std::to_string(begin.column + 1),
                                      finding.message, finding.rule->id}),
        false);
    out += '\n';
}

void append(Piece& piece, const FileReport& report, bool /*color*/) {
    const LineIndex lines(report.text);
    for (const lint::Finding& finding : report.findings) {
        append_finding(piece.text, report_path(report.path), lines, finding);
    }
}

} // namespace

extern constexpr OutputFormat github{
    .name = "github",
    .counted = true,
    .append = append,
};

} // namespace dockwright::cli::formats
