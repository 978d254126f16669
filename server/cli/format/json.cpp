#include "base/json_text.hpp"
#include "base/line_index.hpp"
#include "cli/format.hpp"
#include "lint/rule.hpp"

namespace dockwright::cli::formats {
namespace {

void append_number(std::string& out, std::string_view key, std::uint32_t number) {
    out += key;
    json_text::append(out, number);
}

void append_place(std::string& out, const LineIndex& lines, Span span) {
    const Position begin = lines.position(span.begin);
    const Position end = lines.position(span.end);
    append_number(out, "\"line\":", begin.line + 1);
    append_number(out, ",\"column\":", begin.column + 1);
    append_number(out, ",\"endLine\":", end.line + 1);
    append_number(out, ",\"endColumn\":", end.column + 1);
}

void append_fix(std::string& out, const LineIndex& lines, const lint::Fix& fix) {
    out += "{\"title\":";
    json_text::append(out, fix.title);
    out += ",\"safety\":\"";
    out += lint::name(fix.safety);
    out += "\",\"edits\":[";
    std::string_view separator;
    for (const TextEdit& edit : fix.edits) {
        out += separator;
        separator = ",";
        out += '{';
        append_place(out, lines, edit.span);
        out += ",\"text\":";
        json_text::append(out, edit.text);
        out += '}';
    }
    out += "]}";
}

void append_finding(std::string& out, std::string_view file, const LineIndex& lines,
                    const lint::Finding& finding) {
    out += "{\"file\":";
    out += file;
    out += ",\"rule\":\"";
    out += finding.rule->id;
    out += "\",\"also\":[";
    std::string_view separator;
    for (const lint::Code& code : finding.codes) {
        out += separator;
        separator = ",";
        json_text::append(out, code.code);
    }
    out += "],\"severity\":\"";
    out += lint::name(finding.severity);
    out += "\",\"message\":";
    json_text::append(out, finding.message);
    out += ',';
    append_place(out, lines, finding.span);
    out += ",\"fixes\":[";
    separator = {};
    for (const lint::Fix& fix : finding.fixes) {
        out += separator;
        separator = ",";
        append_fix(out, lines, fix);
    }
    out += "]}";
}

/// Columns are code points from 1, ends exclusive.
void append(Piece& piece, const FileReport& report, bool /*color*/) {
    std::string& out = piece.text;
    const LineIndex lines(report.text);
    std::string file;
    json_text::append(file, report.path);
    std::string_view separator;
    for (const lint::Finding& finding : report.findings) {
        out += separator;
        separator = ",\n";
        append_finding(out, file, lines, finding);
    }
}

} // namespace

extern constexpr OutputFormat json{
    .name = "json",
    .begin = "[",
    .separator = ",\n",
    .end = "]\n",
    .append = append,
};

} // namespace dockwright::cli::formats
