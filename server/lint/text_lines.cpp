#include "lint/text_lines.hpp"
#include <algorithm>

namespace dockwright::lint {

Span whole_lines(std::string_view text, Span span) {
    const std::size_t before = text.substr(0, span.begin.index()).rfind('\n');
    const std::size_t behind = text.find('\n', span.end.index());
    if (behind != std::string_view::npos || before == std::string_view::npos) {
        return dockwright::span(before + 1, std::min(behind, text.size() - 1) + 1);
    }
    // The last line has no end: that of the line before goes in its place.
    const bool crlf = before > 0 && text[before - 1] == '\r';
    return dockwright::span(before - (crlf ? 1U : 0U), text.size());
}

std::string_view line_end_of(std::string_view text) {
    return text.contains("\r\n") ? "\r\n" : "\n";
}

TextEdit without_flag(std::string_view text, const syntax::Flag& flag) {
    const std::size_t behind = text.find_first_not_of(" \t", flag.span.end.index());
    return {.span = {flag.span.begin, offset(std::min(behind, text.size()))}, .text = ""};
}

} // namespace dockwright::lint
