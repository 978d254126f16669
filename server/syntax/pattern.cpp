#include "syntax/pattern.hpp"
#include "base/utf8.hpp"
#include <algorithm>

namespace dockwright::syntax {
namespace {

std::u32string decoded(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Character character = utf8::decode(text, at);
        out += character.code;
        at += character.size;
    }
    return out;
}

std::string encoded(std::u32string_view text) {
    std::string out;
    for (const char32_t code : text) {
        utf8::append(out, code);
    }
    return out;
}

} // namespace

std::optional<Pattern> Pattern::read(std::string_view text) {
    return read_codes(decoded(text));
}

std::optional<Pattern> Pattern::read_backwards(std::string_view text) {
    const std::u32string codes = decoded(text);
    std::u32string turned;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const bool pair = codes[i] == U'\\' && i + 1 < codes.size();
        turned.insert(0, codes, i, pair ? 2 : 1);
        i += pair ? 1U : 0U;
    }
    return read_codes(turned);
}

std::optional<Pattern> Pattern::read_codes(std::u32string_view codes) {
    Pattern out;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        char32_t code = codes[i];
        if (code == U'*' || code == U'?') {
            out.tokens_.push_back({code == U'*' ? Kind::run : Kind::one, 0});
            continue;
        }
        if (code == U'\\') {
            const char32_t next = i + 1 < codes.size() ? codes[i + 1] : 0;
            if (next == U'}' || next == U'/') {
                continue;
            }
            if (next != U'*' && next != U'?' && next != U'\\') {
                return std::nullopt;
            }
            code = next;
            ++i;
        }
        out.tokens_.push_back({Kind::literal, code});
    }
    return out;
}

/// The length of the prefix that matches. Follows all ways at once, one set of reached places per
/// token, so that many stars cost no more than few.
std::optional<std::size_t> Pattern::match(std::u32string_view value, bool longest) const {
    std::vector<char> reached(value.size() + 1, 0);
    reached[0] = 1;
    for (const Token& token : tokens_) {
        std::vector<char> after(value.size() + 1, 0);
        for (std::size_t i = 0; i <= value.size(); ++i) {
            if (reached[i] == 0) {
                continue;
            }
            if (token.kind == Kind::run) {
                for (std::size_t k = i; k <= value.size() && after[k] == 0; ++k) {
                    after[k] = 1;
                    if (k < value.size() && value[k] == U'\n') {
                        break;
                    }
                }
            } else if (i < value.size() &&
                       (token.kind == Kind::one ? value[i] != U'\n' : value[i] == token.code)) {
                after[i + 1] = 1;
            }
        }
        reached = std::move(after);
    }
    if (longest) {
        const auto last = std::find(reached.rbegin(), reached.rend(), 1);
        return last == reached.rend() ? std::nullopt
                                      : std::optional(static_cast<std::size_t>(reached.rend() - last) - 1);
    }
    const auto first = std::find(reached.begin(), reached.end(), 1);
    return first == reached.end() ? std::nullopt
                                  : std::optional(static_cast<std::size_t>(first - reached.begin()));
}

std::string Pattern::without_prefix(std::string_view value, bool longest) const {
    const std::u32string codes = decoded(value);
    return encoded(std::u32string_view(codes).substr(match(codes, longest).value_or(0)));
}

std::string Pattern::without_suffix(std::string_view value, bool longest) const {
    std::u32string codes = decoded(value);
    std::ranges::reverse(codes);
    codes.erase(0, match(codes, longest).value_or(0));
    std::ranges::reverse(codes);
    return encoded(codes);
}

std::string Pattern::replaced(std::string_view value, std::string_view by, bool all) const {
    constexpr std::size_t longest_value = 4096; // looking from each place makes it quadratic
    const std::u32string codes = decoded(value.substr(0, longest_value));
    std::string out;
    std::size_t at = 0;
    std::optional<std::size_t> last_end;
    for (bool replace = true; at <= codes.size();) {
        const auto size = replace ? match(std::u32string_view(codes).substr(at), true) : std::nullopt;
        if (size && (*size > 0 || last_end != at)) {
            out += by;
            at += *size;
            last_end = at;
            replace = all;
        }
        if (!size || *size == 0) {
            if (at < codes.size()) {
                utf8::append(out, codes[at]);
            }
            ++at;
        }
    }
    if (value.size() > longest_value) {
        out += value.substr(longest_value);
    }
    return out;
}

} // namespace dockwright::syntax
