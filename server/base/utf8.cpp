#include "base/utf8.hpp"

namespace dockwright::utf8 {
namespace {

constexpr char32_t replacement = 0xFFFD;

constexpr std::uint8_t byte(std::string_view text, std::size_t index) {
    return static_cast<std::uint8_t>(text[index]);
}

} // namespace

Character decode_wide(std::string_view text, std::size_t index) {
    const std::uint8_t first = byte(text, index);
    std::size_t size = 0;
    char32_t code = 0;
    char32_t least = 0;
    if (first >= 0xC2 && first <= 0xDF) {
        size = 2, code = first & 0x1FU, least = 0x80;
    } else if (first >= 0xE0 && first <= 0xEF) {
        size = 3, code = first & 0x0FU, least = 0x800;
    } else if (first >= 0xF0 && first <= 0xF4) {
        size = 4, code = first & 0x07U, least = 0x10000;
    } else {
        return {replacement, 1};
    }
    if (index + size > text.size()) {
        return {replacement, 1};
    }
    for (std::size_t i = 1; i < size; ++i) {
        const std::uint8_t next = byte(text, index + i);
        if ((next & 0xC0U) != 0x80) {
            return {replacement, 1};
        }
        code = (code << 6U) | (next & 0x3FU);
    }
    if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        return {replacement, 1};
    }
    return {code, size};
}

bool is_wide_space(char32_t code) {
    return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) ||
           code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

void append_wide(std::string& out, char32_t code) {
    const auto put = [&out](char32_t bits) { out.push_back(static_cast<char>(bits)); };
    if (code < 0x800) {
        put(0xC0U | (code >> 6U)), put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | (code >> 12U)), put(0x80U | ((code >> 6U) & 0x3FU)), put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U)), put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU)), put(0x80U | (code & 0x3FU));
    }
}

bool is_valid(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = decode(text, at).size;
        if (size == 1 && static_cast<unsigned char>(text[at]) >= 0x80) {
            return false;
        }
        at += size;
    }
    return true;
}

} // namespace dockwright::utf8
