#include "base/line_index.hpp"
#include "base/message.hpp"
#include "cli/format.hpp"
#include "cli/report_path.hpp"
#include "cli/xml_text.hpp"
#include "lint/rule.hpp"

/// Checkstyle's XML, which Jenkins, reviewdog and others read.
namespace dockwright::cli::formats {
namespace {

/// Checkstyle has no style.
std::string_view level(lint::Severity severity) {
    return severity == lint::Severity::style ? "info" : lint::name(severity);
}

/// Readers take what stands behind the last dot of `source` for the kind.
void append_finding(std::string& out, const LineIndex& lines, const lint::Finding& finding) {
    const Position at = lines.position(finding.span.begin);
    out += message("    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"",
                   {std::to_string(at.line + 1), std::to_string(at.column + 1), level(finding.severity)});
    append_xml(out, finding.message);
    out += message("\" source=\"dockwright.{}\"/>\n", {finding.rule->id});
}

void append(Piece& piece, const FileReport& report, bool /*color*/) {
    const LineIndex lines(report.text);
    piece.text += "  <file name=\"";
    append_xml(piece.text, report_path(report.path));
    piece.text += "\">\n";
    for (const lint::Finding& finding : report.findings) {
        append_finding(piece.text, lines, finding);
    }
    piece.text += "  </file>\n";
}

} // namespace

extern constexpr OutputFormat checkstyle{
    .name = "checkstyle",
    .begin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n",
    .end = "</checkstyle>\n",
    .append = append,
};

} // namespace dockwright::cli::formats
