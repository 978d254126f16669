#include "base/json_text.hpp"
#include "base/utf8.hpp"
#include <array>
#include <charconv>

namespace dockwright::json_text {
namespace {

constexpr bool is_plain(unsigned char byte) {
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

constexpr std::array<bool, 256> plain = [] {
    std::array<bool, 256> out{};
    for (unsigned byte = 0; byte < 256; ++byte) {
        out[byte] = is_plain(static_cast<unsigned char>(byte));
    }
    return out;
}();

void append_escape(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default:
        out += "\\u00";
        out += digits[static_cast<unsigned char>(c) >> 4U];
        out += digits[static_cast<unsigned char>(c) & 15U];
    }
}

} // namespace

void append(std::string& out, std::string_view text) {
    out += '"';
    std::size_t done = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (plain[byte]) {
            ++at;
            continue;
        }
        if (byte < 0x80) {
            out.append(text, done, at - done);
            append_escape(out, text[at]);
            done = ++at;
            continue;
        }
        const utf8::Character character = utf8::decode(text, at);
        if (character.size == 1) { // not UTF-8
            out.append(text, done, at - done);
            utf8::append(out, character.code);
            done = at + 1;
        }
        at += character.size;
    }
    out.append(text, done);
    out += '"';
}

void append(std::string& out, std::uint32_t number) {
    std::array<char, 10> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

} // namespace dockwright::json_text
