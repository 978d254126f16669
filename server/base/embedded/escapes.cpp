#include "base/embedded/escapes.hpp"
#include "base/utf8.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright {
namespace {

void put(Written& out, std::string_view text, std::size_t begin, std::size_t end) {
    out.text += text;
    out.bytes.insert(out.bytes.end(), text.size(), span(begin, end));
}

/// So many hexadecimal digits.
std::optional<char32_t> read_code(std::string_view host, std::size_t at, std::size_t digits) {
    const std::string_view written = host.substr(std::min(at, host.size()), digits);
    std::uint32_t code = 0;
    const auto [last, error] = std::from_chars(written.data(), written.data() + written.size(), code, 16);
    const bool whole = written.size() == digits && last == written.data() + digits;
    return whole && error == std::errc{} && code <= 0x10FFFF ? std::optional<char32_t>(code) : std::nullopt;
}

bool put_code(Written& out, std::string_view host, std::size_t& at, std::size_t digits) {
    const auto code = read_code(host, at + 2, digits);
    if (!code) {
        return false;
    }
    std::string text;
    utf8::append(text, *code);
    put(out, text, at, at + 2 + digits);
    at += 2 + digits;
    return true;
}

struct Escape {
    char written;
    std::string_view text;
};

constexpr Escape common[] = {{'n', "\n"}, {'r', "\r"}, {'t', "\t"}, {'"', "\""}, {'\\', "\\"}};
constexpr Escape of_json[] = {{'/', "/"}, {'b', "\b"}, {'f', "\f"}};
constexpr Escape of_yaml[] = {
    {'/', "/"},        {'b', "\b"},           {'f', "\f"},          {'0', {"\0", 1}}, {'a', "\a"},
    {'e', "\x1B"},     {'v', "\v"},           {'\t', "\t"},         {' ', " "},       {'N', "\xC2\x85"},
    {'_', "\xC2\xA0"}, {'L', "\xE2\x80\xA8"}, {'P', "\xE2\x80\xA9"}};

template <std::size_t size>
bool put_simple(Written& out, std::string_view host, std::size_t& at, const Escape (&table)[size]) {
    const char c = at + 1 < host.size() ? host[at + 1] : '\0';
    const auto* found = std::ranges::find(table, c, &Escape::written);
    if (at + 1 >= host.size() || found == std::end(table)) {
        return false;
    }
    put(out, found->text, at, at + 2);
    at += 2;
    return true;
}

char kind(std::string_view host, std::size_t at) {
    return at + 1 < host.size() ? host[at + 1] : '\0';
}

constexpr bool is_high(char32_t code) {
    return code >= 0xD800 && code < 0xDC00;
}

constexpr bool is_low(char32_t code) {
    return code >= 0xDC00 && code < 0xE000;
}

} // namespace

bool read_yaml_escape(std::string_view host, std::size_t& at, Written& out) {
    switch (kind(host, at)) {
    case 'x': return put_code(out, host, at, 2);
    case 'u': return put_code(out, host, at, 4);
    case 'U': return put_code(out, host, at, 8);
    case '\r':
    case '\n': // the line goes on, without a blank
        at = std::min(host.find('\n', at), host.size() - 1) + 1;
        at = std::min(host.find_first_not_of(" \t", at), host.size());
        return true;
    default: return put_simple(out, host, at, common) || put_simple(out, host, at, of_yaml);
    }
}

bool read_json_escape(std::string_view host, std::size_t& at, Written& out) {
    if (kind(host, at) != 'u') {
        return put_simple(out, host, at, common) || put_simple(out, host, at, of_json);
    }
    const auto code = read_code(host, at + 2, 4);
    if (!code || !is_high(*code)) {
        return code && !is_low(*code) && put_code(out, host, at, 4);
    }
    const auto low = host.substr(std::min(at + 6, host.size())).starts_with("\\u")
                         ? read_code(host, at + 8, 4)
                         : std::nullopt;
    if (!low || !is_low(*low)) {
        return false;
    }
    std::string text;
    utf8::append(text, 0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00));
    put(out, text, at, at + 12);
    at += 12;
    return true;
}

bool read_hcl_escape(std::string_view host, std::size_t& at, Written& out) {
    switch (kind(host, at)) {
    case 'u': return put_code(out, host, at, 4);
    case 'U': return put_code(out, host, at, 8);
    default: return put_simple(out, host, at, common);
    }
}

} // namespace dockwright
