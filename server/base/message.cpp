#include "base/message.hpp"
#include "base/utf8.hpp"

namespace dockwright {

std::string message(std::string_view pattern, std::initializer_list<std::string_view> values) {
    std::string out;
    std::size_t size = pattern.size();
    for (const std::string_view value : values) {
        size += value.size();
    }
    out.reserve(size);
    for (const std::string_view value : values) {
        const std::size_t hole = pattern.find("{}");
        if (hole == std::string_view::npos) {
            break;
        }
        out += pattern.substr(0, hole);
        out += value;
        pattern.remove_prefix(hole + 2);
    }
    out += pattern;
    return out;
}

std::string printable(std::string_view foreign) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(foreign.size());
    for (std::size_t at = 0; at < foreign.size();) {
        const utf8::Character character = utf8::decode(foreign, at);
        const bool control = character.code < 0x20 || (character.code >= 0x7F && character.code < 0xA0) ||
                             (character.code >= 0x202A && character.code <= 0x202E) ||
                             (character.code >= 0x2066 && character.code <= 0x2069);
        if (control && character.code != '\t') {
            for (std::size_t i = 0; i < character.size; ++i) {
                const auto byte = static_cast<unsigned char>(foreign[at + i]);
                out += "\\x";
                out += digits[byte >> 4U];
                out += digits[byte & 15U];
            }
        } else {
            utf8::append(out, character.code);
        }
        at += character.size;
    }
    return out;
}

} // namespace dockwright
