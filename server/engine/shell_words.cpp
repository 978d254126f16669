#include "engine/shell_words.hpp"
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include <algorithm>

namespace dockwright::engine {
namespace {

bool is_plain(char c) {
    constexpr std::string_view others = "_-./:=@%+,";
    return ascii::is_alpha(c) || ascii::is_digit(c) || others.contains(c);
}

/// C0, DEL, C1, marks that turn the direction of text round, and what is not UTF-8.
bool is_control(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF ||
           code == 0xFFFD;
}

void append_octal(std::string& out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    for (const unsigned shift : {6U, 3U, 0U}) {
        out += static_cast<char>('0' + (byte >> shift & 7U));
    }
}

void append_escaped(std::string& out, char c) {
    out += '\\';
    switch (c) {
    case '\n': out += 'n'; return;
    case '\t': out += 't'; return;
    case '\r': out += 'r'; return;
    default: append_octal(out, c);
    }
}

bool has_control(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
        const utf8::Character character = utf8::decode(word, at);
        if (is_control(character.code)) {
            return true;
        }
        at += character.size;
    }
    return false;
}

std::string in_dollar_quotes(std::string_view word) {
    std::string out = "$'";
    for (std::size_t at = 0; at < word.size();) {
        const utf8::Character character = utf8::decode(word, at);
        for (const char byte : word.substr(at, character.size)) {
            if (is_control(character.code)) {
                append_escaped(out, byte);
            } else if (byte == '\'' || byte == '\\') {
                out += {'\\', byte};
            } else {
                out += byte;
            }
        }
        at += character.size;
    }
    return out + '\'';
}

std::string in_quotes(std::string_view word) {
    std::string out = "'";
    for (const char byte : word) {
        out += byte == '\'' ? std::string_view("'\\''") : std::string_view(&byte, 1);
    }
    return out + '\'';
}

} // namespace

std::string shown_word(std::string_view word) {
    if (!word.empty() && std::ranges::all_of(word, is_plain)) {
        return std::string(word);
    }
    return has_control(word) ? in_dollar_quotes(word) : in_quotes(word);
}

std::string shown_command(std::span<const std::string> words) {
    std::string out;
    for (const std::string& word : words) {
        // A first word with an equals sign would set a variable.
        const bool assigns = out.empty() && word.contains('=') && std::ranges::all_of(word, is_plain);
        out += (out.empty() ? "" : " ") + (assigns ? in_quotes(word) : shown_word(word));
    }
    return out;
}

} // namespace dockwright::engine
