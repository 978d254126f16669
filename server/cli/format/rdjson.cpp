#include "base/line_index.hpp"
#include "base/utf8.hpp"
#include "cli/format.hpp"
#include "cli/json_object.hpp"
#include "cli/report_path.hpp"
#include "lint/linter.hpp"
#include <algorithm>
#include <optional>

/// reviewdog's format (https://github.com/reviewdog/reviewdog/tree/master/proto/rdf), which it makes comments
/// and suggestions in pull requests of. Columns are bytes from 1, ends exclusive.
namespace dockwright::cli::formats {
namespace {

/// A suggestion is one range. Edits that lie further apart are not joined over all that is between.
constexpr std::uint32_t most_lines = 30;

std::string_view level(lint::Severity severity) {
    switch (severity) {
    case lint::Severity::error: return "ERROR";
    case lint::Severity::warning: return "WARNING";
    case lint::Severity::info:
    case lint::Severity::style: return "INFO";
    }
    return {};
}

void append_position(std::string& out, Position position) {
    JsonObject object(out);
    object.number("line", position.line + 1);
    object.number("column", position.column + 1);
}

void append_range(std::string& out, const LineIndex& lines, Span span) {
    JsonObject range(out);
    append_position(range.member("start"), lines.position(span.begin));
    append_position(range.member("end"), lines.position(span.end));
}

void append_location(std::string& out, std::string_view path, const LineIndex& lines, Span span) {
    JsonObject location(out);
    location.text("path", path);
    append_range(location.member("range"), lines, span);
}

/// All edits of a fix as one; nothing where that would not do.
std::optional<TextEdit> joined(const lint::Fix& fix, std::string_view text, const LineIndex& lines) {
    if (fix.edits.empty()) {
        return std::nullopt;
    }
    Span all = fix.edits.front().span;
    for (const TextEdit& edit : fix.edits) {
        all = {std::min(all.begin, edit.span.begin), std::max(all.end, edit.span.end)};
    }
    if (lines.line(all.end) - lines.line(all.begin) > most_lines) {
        return std::nullopt;
    }
    std::vector<TextEdit> inside;
    inside.reserve(fix.edits.size());
    for (const TextEdit& edit : fix.edits) {
        inside.push_back({.span = span(edit.span.begin.index() - all.begin.index(),
                                       edit.span.end.index() - all.begin.index()),
                          .text = edit.text});
    }
    TextEdit out{.span = all, .text = dockwright::apply(all.of(text), inside)};
    return utf8::is_valid(out.text) ? std::optional(std::move(out)) : std::nullopt;
}

void append_finding(std::string& out, const FileReport& report, const LineIndex& lines,
                    const lint::Finding& finding) {
    const std::string_view path = report_path(report.path);
    JsonObject object(out);
    object.text("message", finding.message);
    append_location(object.member("location"), path, lines, finding.span);
    object.text("severity", level(finding.severity));
    {
        JsonObject code(object.member("code"));
        code.text("value", finding.rule->id);
        code.text_if_known("url", lint::documentation_url(finding));
    }
    std::vector<TextEdit> suggestions;
    for (const lint::Fix& fix : finding.fixes) {
        if (auto edit = joined(fix, report.text, lines)) {
            suggestions.push_back(std::move(*edit));
        }
    }
    if (!suggestions.empty()) {
        object.array("suggestions", suggestions, [&](std::string& to, const TextEdit& edit) {
            JsonObject suggestion(to);
            append_range(suggestion.member("range"), lines, edit.span);
            suggestion.text("text", edit.text);
        });
    }
    if (!finding.related.empty()) {
        object.array("related_locations", finding.related,
                     [&](std::string& to, const lint::Related& related) {
                         JsonObject place(to);
                         place.text("message", related.message);
                         append_location(place.member("location"), path, lines, related.span);
                     });
    }
}

void append(Piece& piece, const FileReport& report, bool /*color*/) {
    const LineIndex lines(report.text, Encoding::utf8);
    std::string_view separator;
    for (const lint::Finding& finding : report.findings) {
        piece.text += separator;
        separator = ",\n";
        append_finding(piece.text, report, lines, finding);
    }
}

} // namespace

extern constexpr OutputFormat rdjson{
    .name = "rdjson",
    .begin = R"({"source":{"name":"dockwright"},"diagnostics":[)",
    .separator = ",\n",
    .end = "]}\n",
    .append = append,
};

} // namespace dockwright::cli::formats
