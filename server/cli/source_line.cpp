#include "cli/source_line.hpp"
#include "base/message.hpp"
#include "base/utf8.hpp"
#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace dockwright::cli {
namespace {

constexpr std::size_t before_mark = 60;
constexpr std::size_t longest = 160;
constexpr std::string_view ellipsis = "…";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

using Codes = std::pair<char32_t, char32_t>;
/// The large blocks of East Asian Width W and F, and emoji (Unicode Standard Annex 11).
constexpr std::array<Codes, 9> wide = {{{0x1100, 0x115F},
                                        {0x2E80, 0x303E},
                                        {0x3041, 0xA4CF},
                                        {0xAC00, 0xD7A3},
                                        {0xF900, 0xFAFF},
                                        {0xFE30, 0xFE6F},
                                        {0xFF00, 0xFF60},
                                        {0x1F300, 0x1FAFF},
                                        {0x20000, 0x3FFFD}}};
/// Combining marks, joiners and variation selectors.
constexpr std::array<Codes, 3> without_width = {{{0x0300, 0x036F}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}}};

bool is_in(std::span<const Codes> ranges, char32_t code) {
    return std::ranges::any_of(
        ranges, [&](const Codes& range) { return range.first <= code && code <= range.second; });
}

/// As many of `mark` as the text takes columns; tabs stay, so that they take as many in both lines.
std::string under(std::string_view shown, char mark) {
    std::string out;
    for (std::size_t at = 0; at < shown.size();) {
        const utf8::Character character = utf8::decode(shown, at);
        at += character.size;
        if (character.code == '\t') {
            out += '\t';
        } else if (!is_in(without_width, character.code)) {
            out.append(is_in(wide, character.code) ? 2 : 1, mark);
        }
    }
    return out;
}

/// Moves back to where a character begins, so that none is cut; a UTF-8 character has four bytes.
std::size_t character_begin(std::string_view text, std::size_t at, std::size_t least) {
    for (int i = 0;
         i < 3 && at > least && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
         ++i) {
        --at;
    }
    return at;
}

} // namespace

SourceLine source_line(std::string_view text, Span line, Span marked) {
    // A byte order mark is no part of the line that a person sees.
    const bool has_mark =
        line.begin.index() == 0 && text.substr(0, line.end.index()).starts_with(byte_order_mark);
    const std::size_t line_begin = has_mark ? byte_order_mark.size() : line.begin.index();
    const std::size_t mark_begin = std::clamp(marked.begin.index(), line_begin, line.end.index());
    std::size_t begin = line_begin;
    std::size_t end = line.end.index();
    if (end - begin > longest) {
        begin = character_begin(text, std::max(begin, mark_begin - std::min(mark_begin, before_mark)), begin);
        end = character_begin(text, std::min(end, begin + longest), mark_begin);
    }
    const std::size_t mark_end = std::clamp(marked.end.index(), mark_begin, end);
    const auto show = [&](std::size_t from, std::size_t to) {
        return printable(text.substr(from, to - from));
    };
    const std::string head = (begin > line_begin ? std::string(ellipsis) : "") + show(begin, mark_begin);
    const std::string middle = show(mark_begin, mark_end);
    std::string carets = under(middle, '^');
    if (carets.empty()) {
        carets = "^";
    }
    return {.text =
                head + middle + show(mark_end, end) + (end < line.end.index() ? std::string(ellipsis) : ""),
            .marks = under(head, ' ') + carets};
}

} // namespace dockwright::cli
