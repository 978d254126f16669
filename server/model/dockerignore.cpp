#include "model/dockerignore.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

/// One step of a pattern. `folders` is `**/`: any number of whole folders.
struct Token {
    enum class Kind : unsigned char { literal, one, run, folders, rest, set };
    Kind kind = Kind::literal;
    char code = 0;
    std::string_view set{}; ///< between the brackets
};

constexpr bool is_in_set(std::string_view set, char c) {
    const bool negated = set.starts_with('^');
    set.remove_prefix(negated ? 1 : 0);
    bool found = false;
    for (std::size_t i = 0; i < set.size(); ++i) {
        if (set[i] == '\\' && i + 1 < set.size()) {
            found = found || set[++i] == c;
        } else if (i + 2 < set.size() && set[i + 1] == '-') {
            found = found || (set[i] <= c && c <= set[i + 2]);
            i += 2;
        } else {
            found = found || set[i] == c;
        }
    }
    return found != negated;
}

/// Behind the bracket that closes the one at `begin`, or npos.
std::size_t end_of_set(std::string_view pattern, std::size_t begin) {
    std::size_t at = begin + 1 + (pattern.substr(begin + 1).starts_with('^') ? 1 : 0);
    const std::size_t first = at;
    for (; at < pattern.size(); ++at) {
        if (pattern[at] == '\\') {
            ++at;
        } else if (pattern[at] == ']' && at > first) {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

bool is_broken(std::string_view pattern) {
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] == '\\') {
            if (++at == pattern.size()) {
                return true;
            }
        } else if (pattern[at] == '[') {
            at = end_of_set(pattern, at);
            if (at == std::string_view::npos) {
                return true;
            }
            --at;
        }
    }
    return false;
}

std::vector<Token> read_tokens(std::string_view pattern) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char c = pattern[at];
        if (c == '*' && pattern.substr(at).starts_with("**")) {
            at += pattern.substr(at).starts_with("**/") ? 2U : 1U;
            tokens.push_back({.kind = at + 1 >= pattern.size() ? Token::Kind::rest : Token::Kind::folders});
        } else if (c == '*') {
            tokens.push_back({.kind = Token::Kind::run});
        } else if (c == '?') {
            tokens.push_back({.kind = Token::Kind::one});
        } else if (c == '[') {
            const std::size_t end = end_of_set(pattern, at);
            tokens.push_back({.kind = Token::Kind::set, .set = pattern.substr(at + 1, end - at - 2)});
            at = end - 1;
        } else if (c == '\\' && at + 1 < pattern.size()) {
            tokens.push_back({.code = pattern[++at]});
        } else {
            tokens.push_back({.code = c});
        }
    }
    return tokens;
}

constexpr bool is_continuation_byte(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

/// reached[i]: the tokens so far can have read the first i bytes.
std::vector<bool> step(const Token& token, const std::vector<bool>& reached, std::string_view path) {
    std::vector<bool> next(reached.size(), false);
    bool open = false;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const char before = i == 0 ? '\0' : path[i - 1];
        switch (token.kind) {
        case Token::Kind::literal: next[i] = i > 0 && reached[i - 1] && before == token.code; break;
        case Token::Kind::set:
        case Token::Kind::one: { // one character, not one byte
            const bool taken =
                i > 0 && (token.kind == Token::Kind::one ? before != '/' : is_in_set(token.set, before));
            open = i > 0 && (is_continuation_byte(before) ? open : taken && reached[i - 1]);
            next[i] = open && (i == path.size() || !is_continuation_byte(path[i]));
            break;
        }
        case Token::Kind::run:
            open = reached[i] || (open && before != '/');
            next[i] = open;
            break;
        case Token::Kind::rest:
            open = open || reached[i];
            next[i] = open;
            break;
        case Token::Kind::folders:
            next[i] = reached[i] || (open && before == '/');
            open = open || reached[i];
            break;
        }
    }
    return next;
}

/// A pattern of `**` and plain text alone asks for the path's end, not for whole folders.
bool is_suffix(std::string_view pattern) {
    return pattern.starts_with("**") && pattern.substr(2).find_first_of("*?[\\]") == std::string_view::npos;
}

bool matches(std::string_view pattern, std::string_view path) {
    if (is_suffix(pattern)) {
        const std::string_view suffix = pattern.substr(2);
        return path.ends_with(suffix) || (suffix.starts_with('/') && path == suffix.substr(1));
    }
    std::vector<bool> reached(path.size() + 1, false);
    reached[0] = true;
    for (const Token& token : read_tokens(pattern)) {
        reached = step(token, reached, path);
    }
    return reached.back();
}

} // namespace

std::string clean_path(std::string_view path) {
    const bool rooted = path.starts_with('/');
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, end - at);
        at = end + 1;
        if (part == ".." && !parts.empty() && parts.back() != "..") {
            parts.pop_back();
        } else if (!part.empty() && part != "." && !(part == ".." && rooted)) {
            parts.push_back(part);
        }
    }
    std::string out = rooted ? "/" : "";
    for (const std::string_view part : parts) {
        out += part;
        out += '/';
    }
    if (!parts.empty()) {
        out.pop_back();
    }
    return out.empty() ? "." : out;
}

namespace {

/// Whether the pattern takes the path or a folder that it lies in.
bool takes(std::string_view pattern, std::string_view path) {
    bool found = matches(pattern, path);
    for (std::size_t slash = path.find('/'); !found && slash != std::string_view::npos;
         slash = path.find('/', slash + 1)) {
        found = matches(pattern, path.substr(0, slash));
    }
    return found || (path.rfind('/') == 0 && matches(pattern, "/"));
}

} // namespace

Dockerignore Dockerignore::read(std::string_view text, std::string_view name) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    Dockerignore out;
    out.name_ = name;
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        ++number;
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        at = end + 1;
        const bool comment = line.starts_with('#');
        line = ascii::trimmed(line);
        if (comment || line.empty()) {
            continue;
        }
        const std::string_view written = line;
        const bool exception = line.starts_with('!');
        line = exception ? ascii::trimmed(line.substr(1)) : line;
        std::string pattern = line.empty() ? std::string{} : clean_path(line);
        if (pattern.size() > 1 && pattern.front() == '/') {
            pattern.erase(0, 1);
        }
        if (pattern.empty() || is_broken(pattern)) {
            out.patterns_.clear();
            out.exceptions_ = false;
            out.broken_line_ = number;
            return out;
        }
        out.exceptions_ = out.exceptions_ || exception;
        out.patterns_.push_back({.text = std::move(pattern),
                                 .written = std::string(written),
                                 .line = number,
                                 .exception = exception});
    }
    return out;
}

std::optional<Dockerignore::Reason> Dockerignore::reason(std::string_view path) const {
    const Pattern* last = nullptr;
    for (const Pattern& pattern : patterns_) {
        const bool excluded = last != nullptr && !last->exception;
        if (pattern.exception == excluded && takes(pattern.text, path)) {
            last = &pattern;
        }
    }
    return last == nullptr ? std::nullopt
                           : std::optional(Reason{
                                 .pattern = last->written, .line = last->line, .excludes = !last->exception});
}

bool Dockerignore::excludes(std::string_view path) const {
    const auto found = reason(path);
    return found && found->excludes;
}

bool Dockerignore::excludes_all() const {
    return std::ranges::any_of(patterns_, [](const Pattern& pattern) {
        return !pattern.exception && (pattern.text == "*" || pattern.text == "**" || pattern.text == "**/*");
    });
}

} // namespace dockwright::model
