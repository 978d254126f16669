#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dockwright::utf8 {

/// One decoded character: its code point and how many bytes it takes. An invalid or truncated
/// sequence is U+FFFD of one byte, as Go's and the Unicode standard's advice for decoders has it.
struct Character {
    char32_t code = 0;
    std::size_t size = 0;
};

/// The same for what is not ASCII: `decode`, `is_space` and `append` alone call these.
Character decode_wide(std::string_view text, std::size_t index);
bool is_wide_space(char32_t code);
void append_wide(std::string& out, char32_t code);

/// Decodes at `index`, which must be inside the text.
inline Character decode(std::string_view text, std::size_t index) {
    const auto first = static_cast<unsigned char>(text[index]);
    return first < 0x80 ? Character{first, 1} : decode_wide(text, index);
}

/// Unicode's White_Space below U+0100, plus the few above it: what Go's unicode.IsSpace takes.
inline bool is_space(char32_t code) {
    return code < 0x80 ? code == ' ' || (code >= '\t' && code <= '\r') : is_wide_space(code);
}

inline void append(std::string& out, char32_t code) {
    if (code < 0x80) {
        out.push_back(static_cast<char>(code));
    } else {
        append_wide(out, code);
    }
}

/// Whether all of it is UTF-8.
bool is_valid(std::string_view text);

} // namespace dockwright::utf8
