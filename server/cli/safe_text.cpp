#include "cli/safe_text.hpp"
#include "base/message.hpp"
#include "base/utf8.hpp"

namespace dockwright::cli {
namespace {

constexpr std::size_t longest_sequence = 32;

/// Most of what is printed, which is passed on in one piece.
bool is_plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\b';
}

std::size_t plain_size(std::string_view text) {
    std::size_t size = 0;
    while (size < text.size() && is_plain(text[size])) {
        ++size;
    }
    return size;
}

/// How many bytes a character that begins so has; 1 where none begins so.
std::size_t promised_size(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xF0 && byte < 0xF5   ? 4
           : byte >= 0xE0 && byte < 0xF0 ? 3
           : byte >= 0xC2 && byte < 0xE0 ? 2
                                         : 1;
}

bool may_continue(std::string_view text) {
    for (const char c : text.substr(1)) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            return false;
        }
    }
    return text.size() < promised_size(text.front());
}

/// One byte that a terminal must not get, as `\x9b`; a printable one as it is.
void write_out(char c, std::string& out) {
    if (is_plain(c)) {
        out += c;
        return;
    }
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    out += "\\x";
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
}

enum class Sequence { harmless, other, unfinished };

/// Of text that begins with ESC; `size` is that of a harmless one. SGR is `ESC [ digits and ; : m`.
Sequence read_sequence(std::string_view text, std::size_t& size) {
    if (text.size() < 2) {
        return Sequence::unfinished;
    }
    if (text[1] != '[') {
        return Sequence::other;
    }
    for (std::size_t at = 2; at < text.size() && at < longest_sequence; ++at) {
        const char c = text[at];
        if (c == 'm' || c == 'K') {
            size = at + 1;
            return Sequence::harmless;
        }
        if ((c < '0' || c > '9') && c != ';' && c != ':') {
            return Sequence::other;
        }
    }
    return text.size() < longest_sequence ? Sequence::unfinished : Sequence::other;
}

/// Takes one character or sequence from the front of `text`; 0 if it isn't whole yet.
std::size_t take_one(std::string_view text, std::string& out) {
    std::size_t size = 1;
    if (text.front() == '\x1b') {
        switch (read_sequence(text, size)) {
        case Sequence::harmless: out += text.substr(0, size); return size;
        case Sequence::unfinished: return 0;
        case Sequence::other: out += "\\x1b"; return 1;
        }
    }
    const utf8::Character character = utf8::decode(text, 0);
    if (character.size == 1 && may_continue(text)) {
        return 0;
    }
    if (character.size == 1) {
        write_out(text.front(), out);
    } else {
        out += printable(text.substr(0, character.size));
    }
    return character.size;
}

} // namespace

void SafeText::add(std::string_view bytes, std::string& out) {
    std::string joined;
    if (!begun_.empty()) {
        joined = std::move(begun_);
        begun_.clear();
        joined += bytes;
        bytes = joined;
    }
    while (!bytes.empty()) {
        std::size_t size = plain_size(bytes);
        out += bytes.substr(0, size);
        if (size == 0) {
            size = take_one(bytes, out);
            if (size == 0) {
                begun_ = bytes;
                return;
            }
        }
        bytes.remove_prefix(size);
    }
}

void SafeText::finish(std::string& out) {
    for (const char c : begun_) {
        write_out(c, out);
    }
    begun_.clear();
}

} // namespace dockwright::cli
