#pragma once
#include "base/span.hpp"
#include <string>
#include <string_view>

namespace dockwright::cli {

/// A line of a file as it is shown on a terminal, and carets for the line below it.
struct SourceLine {
    std::string text;
    std::string marks;
};

/// `line` is the line without its line break, `marked` what the carets stand under, as far as it
/// lies in that line; at least one caret. Control bytes are shown as `\xNN`, tabs are kept in both,
/// wide characters get two carets. A long line is cut around the mark.
SourceLine source_line(std::string_view text, Span line, Span marked);

} // namespace dockwright::cli
