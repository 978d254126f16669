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

/// Decodes at `index`, which must be inside the text.
Character decode(std::string_view text, std::size_t index);

/// Unicode's White_Space below U+0100, plus the few above it: what Go's unicode.IsSpace takes.
bool is_space(char32_t code);

void append(std::string& out, char32_t code);

/// Whether all of it is UTF-8.
bool is_valid(std::string_view text);

} // namespace dockwright::utf8
