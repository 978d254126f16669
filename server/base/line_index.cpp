#include "base/line_index.hpp"
#include "base/utf8.hpp"
#include <algorithm>
#include <cstring>

namespace dockwright {
namespace {

std::uint32_t units(utf8::Character character, Encoding encoding) {
    switch (encoding) {
    case Encoding::utf8: return static_cast<std::uint32_t>(character.size);
    case Encoding::utf16: return character.code >= 0x10000 ? 2 : 1;
    case Encoding::utf32: return 1;
    }
    return 1;
}

/// Editors take it away before they count.
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

} // namespace

LineIndex::LineIndex(std::string_view text, Encoding encoding, LineBreaks breaks)
    : text_(text), encoding_(encoding) {
    if (breaks == LineBreaks::lf && encoding != Encoding::utf8 && text.starts_with(byte_order_mark)) {
        without_column_ = byte_order_mark.size();
    }
    starts_.push_back(0);
    if (breaks == LineBreaks::lf) {
        for (std::size_t at = 0; (at = text.find('\n', at)) != std::string_view::npos;) {
            starts_.push_back(static_cast<std::uint32_t>(++at));
        }
        return;
    }
    for (std::size_t at = 0; (at = text.find_first_of("\r\n", at)) != std::string_view::npos;) {
        at += text.substr(at, 2) == "\r\n" ? 2U : 1U;
        starts_.push_back(static_cast<std::uint32_t>(at));
    }
}

std::uint32_t LineIndex::line(Offset at) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), at.value);
    return static_cast<std::uint32_t>(after - starts_.begin()) - 1;
}

Span LineIndex::line_span(std::uint32_t line) const {
    if (line >= starts_.size()) {
        return span(text_.size(), text_.size());
    }
    const std::size_t begin = starts_[line];
    std::size_t end = line + 1 < starts_.size() ? starts_[line + 1] : text_.size();
    const bool last = line + 1 >= starts_.size();
    if (!last && end > begin && text_[end - 1] == '\n') {
        --end;
        if (end > begin && text_[end - 1] == '\r') {
            --end;
        }
    } else if (!last && end > begin && text_[end - 1] == '\r') {
        --end;
    }
    return span(begin, end);
}

Position LineIndex::position(Offset at) const {
    at = std::min(at, dockwright::offset(text_.size()));
    const std::uint32_t line = this->line(at);
    const std::size_t begin = starts_[line];
    if (encoding_ == Encoding::utf8) {
        return {line, static_cast<std::uint32_t>(at.index() - begin)};
    }
    std::uint32_t column = 0;
    for (std::size_t i = std::max(begin, without_column_); i < at.index();) {
        const utf8::Character character = utf8::decode(text_, i);
        column += units(character, encoding_);
        i += character.size;
    }
    return {line, column};
}

Offset LineIndex::offset(Position position) const {
    const Span line = line_span(position.line);
    std::size_t at = std::max(line.begin.index(), without_column_);
    std::uint32_t column = 0;
    while (at < line.end.index() && column < position.column) {
        const utf8::Character character = utf8::decode(text_, at);
        column += units(character, encoding_);
        if (column > position.column) {
            break;
        }
        at += character.size;
    }
    return dockwright::offset(at);
}

} // namespace dockwright
