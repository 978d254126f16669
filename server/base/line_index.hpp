#pragma once
#include "base/span.hpp"
#include <cstdint>
#include <string_view>
#include <vector>

namespace dockwright {

/// What a column counts in. LSP calls them `utf-8`, `utf-16` and `utf-32`; the terminal's JSON
/// counts code points, which is `utf32`.
enum class Encoding : std::uint8_t { utf8, utf16, utf32 };

/// What ends a line. BuildKit knows only LF (a lone CR is a blank there); LSP editors also break
/// at CR LF and at a lone CR.
enum class LineBreaks : std::uint8_t { lf, lsp };

/// Both numbers from 0. The column is in the units of the index's encoding.
struct Position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    constexpr auto operator<=>(const Position&) const = default;
};

/// Byte offsets to lines and columns, and back: the only place where columns exist. Holds a view
/// of the text, which must outlive it. An invalid UTF-8 byte counts as one code point and as one
/// UTF-16 unit, as in an editor that shows U+FFFD for it. A byte order mark at the start of a file
/// (`LineBreaks::lf`) has no column but in UTF-8; in a text that an LSP client sent it counts, for
/// clients that do not take it away count it too.
class LineIndex {
public:
    explicit LineIndex(std::string_view text, Encoding encoding = Encoding::utf32,
                       LineBreaks breaks = LineBreaks::lf);

    /// An offset past the end is taken as the end.
    Position position(Offset at) const;

    /// A column past the end of its line is the line's end (before its line break), a line past
    /// the last one is the text's end, as LSP says. A column inside a character is its start.
    Offset offset(Position position) const;

    /// The line's number alone, from 0.
    std::uint32_t line(Offset at) const;

    /// The line without its line break; empty past the last line.
    Span line_span(std::uint32_t line) const;

    std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }

private:
    std::string_view text_;
    Encoding encoding_;
    std::size_t without_column_ = 0; ///< bytes at the start of the text
    std::vector<std::uint32_t> starts_;
};

} // namespace dockwright
