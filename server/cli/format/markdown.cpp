#include "base/line_index.hpp"
#include "base/message.hpp"
#include "cli/format.hpp"
#include "cli/lint_summary.hpp"
#include "cli/report_path.hpp"
#include "lint/fixer.hpp"

/// For a comment in a pull request or the summary of a job: GitHub's Markdown, which GitLab reads too.
namespace dockwright::cli::formats {
namespace {

/// GitHub refuses a comment of more than 65536 characters.
constexpr std::size_t most_bytes = 60'000;

/// Foreign text that must stay text: every mark of Markdown, a table's columns, HTML, and what GitHub makes a
/// link or a message to somebody of (`@name`, `#123`), which a blank of no width breaks.
void append_escaped(std::string& out, std::string_view text) {
    constexpr std::string_view marks = "\\`*_{}[]()|~!#@";
    for (const char c : printable(text)) {
        switch (c) {
        case '&': out += "&amp;"; continue;
        case '<': out += "&lt;"; continue;
        case '>': out += "&gt;"; continue;
        default: break;
        }
        out += marks.find(c) == std::string_view::npos ? "" : "\\";
        out += c;
        out += c == '@' || c == '#' ? "&#8203;" : "";
    }
}

std::string_view sign(lint::Severity severity) {
    switch (severity) {
    case lint::Severity::error: return ":x: error";
    case lint::Severity::warning: return ":warning: warning";
    case lint::Severity::info: return ":information_source: info";
    case lint::Severity::style: return ":art: style";
    }
    return {};
}

void append_finding(std::string& out, const LineIndex& lines, const lint::Finding& finding) {
    out +=
        message("| {} | {} | ", {std::to_string(lines.line(finding.span.begin) + 1), sign(finding.severity)});
    append_escaped(out, finding.message);
    if (const lint::Fix* fix = lint::allowed_fix(finding, true)) {
        out += fix->safety == lint::Safety::safe ? "<br>Fix: " : "<br>Fix, to be looked at: ";
        append_escaped(out, fix->title);
    }
    out += message(" | `{}`", {finding.rule->id});
    for (const lint::Code& code : finding.codes) {
        out += ' ';
        append_escaped(out, code.code);
    }
    out += " |\n";
}

void append(Piece& piece, const FileReport& report, bool /*color*/) {
    const LineIndex lines(report.text);
    piece.text += "\n#### ";
    append_escaped(piece.text, report_path(report.path));
    piece.text += "\n\n| Line | Severity | Finding | Rule |\n| ---: | --- | --- | --- |\n";
    for (const lint::Finding& finding : report.findings) {
        append_finding(piece.text, lines, finding);
    }
}

void append_head(std::string& out, const WholeRun& run) {
    out += run.counts.findings() == 0 ? ":white_check_mark: " : "";
    out += message("**Dockwright:** {}.\n", {summary(run.counts)});
}

void append_tail(std::string& out, const WholeRun& run) {
    if (run.left_out > 0) {
        out += message("\nNo room here for {} more: `dockwright lint` shows all.\n",
                       {std::to_string(run.left_out)});
    }
}

} // namespace

extern constexpr OutputFormat markdown{
    .name = "markdown",
    .most_bytes = most_bytes,
    .append = append,
    .append_head = append_head,
    .append_tail = append_tail,
};

} // namespace dockwright::cli::formats
