#include "project/git/wildmatch.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace dockwright::project {
namespace {

constexpr bool is_printable(char c) {
    return c > ' ' && c < '\x7F';
}

struct Class {
    std::string_view name;
    bool (*has)(char c);
};

constexpr std::array<Class, 12> classes = {{
    {"alnum", [](char c) { return ascii::is_alpha(c) || ascii::is_digit(c); }},
    {"alpha", [](char c) { return ascii::is_alpha(c); }},
    {"blank", [](char c) { return c == ' ' || c == '\t'; }},
    {"cntrl", [](char c) { return (c >= '\0' && c < ' ') || c == '\x7F'; }},
    {"digit", [](char c) { return ascii::is_digit(c); }},
    {"graph", [](char c) { return is_printable(c); }},
    {"lower", [](char c) { return c >= 'a' && c <= 'z'; }},
    {"print", [](char c) { return c == ' ' || is_printable(c); }},
    {"punct", [](char c) { return is_printable(c) && !ascii::is_alpha(c) && !ascii::is_digit(c); }},
    {"space", [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }},
    {"upper", [](char c) { return c >= 'A' && c <= 'Z'; }},
    {"xdigit", [](char c) { return ascii::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }},
}};

/// One step of a pattern. `folders` is `**/`: any number of whole folders, none too.
struct Step {
    enum class Kind : unsigned char { literal, one, run, all, folders, set };
    Kind kind = Kind::literal;
    char code = 0;
    std::array<bool, 256> set{}; ///< of a set: the bytes that it takes
};

/// Reads a set from behind its bracket to behind the one that closes it.
class SetReader {
public:
    SetReader(std::string_view pattern, std::size_t at) : pattern_(pattern), at_(at) {}

    std::optional<std::size_t> read(std::array<bool, 256>& out) {
        const bool negated = here() == '!' || here() == '^';
        at_ += negated ? 1 : 0;
        char before = 0;
        do {
            if (at_ >= pattern_.size() || !item(out, before)) {
                return std::nullopt;
            }
            ++at_;
        } while (here() != ']' || at_ >= pattern_.size());
        for (bool& taken : out) {
            taken = taken != negated;
        }
        out['/'] = false;
        return at_ + 1;
    }

private:
    char here(std::size_t ahead = 0) const {
        return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
    }

    static void take(std::array<bool, 256>& out, char from, char to) {
        for (unsigned c = static_cast<unsigned char>(from); c <= static_cast<unsigned char>(to); ++c) {
            out[c] = true;
        }
    }

    /// One item; `at_` is then on its last byte. `before` is a byte that `-` may begin at, or 0.
    bool item(std::array<bool, 256>& out, char& before) {
        char c = here();
        if (c == '-' && before != 0 && here(1) != '\0' && here(1) != ']') {
            ++at_;
            at_ += here() == '\\' ? 1U : 0U;
            take(out, before, here());
            before = 0;
            return at_ < pattern_.size();
        }
        if (c == '[' && here(1) == ':') {
            const std::size_t close = pattern_.find(']', at_ + 2);
            if (close == std::string_view::npos) {
                return false;
            }
            if (close > at_ + 2 && pattern_[close - 1] == ':') {
                const std::string_view name = pattern_.substr(at_ + 2, close - at_ - 3);
                at_ = close;
                before = 0;
                return take_class(out, name);
            }
        }
        if (c == '\\') {
            ++at_;
            c = here();
        }
        take(out, c, c);
        before = c;
        return at_ < pattern_.size();
    }

    static bool take_class(std::array<bool, 256>& out, std::string_view name) {
        const auto* found = std::ranges::find(classes, name, &Class::name);
        for (unsigned c = 0; found != classes.end() && c < 256; ++c) {
            out[c] = out[c] || found->has(static_cast<char>(c));
        }
        return found != classes.end();
    }

    std::string_view pattern_;
    std::size_t at_;
};

/// Stars from `at` on; `at` is then behind what the step stands for.
Step read_stars(std::string_view pattern, std::size_t& at) {
    const std::size_t begin = at;
    at = std::min(pattern.find_first_not_of('*', at), pattern.size());
    const std::string_view rest = pattern.substr(at);
    const bool bounded = (begin == 0 || pattern[begin - 1] == '/') &&
                         (rest.empty() || rest.front() == '/' || rest.starts_with("\\/"));
    if (at - begin < 2 || !bounded) {
        return {.kind = Step::Kind::run};
    }
    if (rest.starts_with('/')) {
        ++at;
        return {.kind = Step::Kind::folders};
    }
    return {.kind = Step::Kind::all};
}

/// reached[i]: the steps so far can have read the first i bytes. In place.
void take(const Step& step, std::vector<bool>& reached, std::string_view path) {
    bool open = false;
    bool before = false; // reached[i - 1] as it was
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const bool here = reached[i];
        const char c = i == 0 ? '\0' : path[i - 1];
        switch (step.kind) {
        case Step::Kind::literal: reached[i] = before && c == step.code; break;
        case Step::Kind::one: reached[i] = before && c != '/'; break;
        case Step::Kind::set: reached[i] = before && step.set[static_cast<unsigned char>(c)]; break;
        case Step::Kind::run:
            open = here || (open && c != '/');
            reached[i] = open;
            break;
        case Step::Kind::all:
            open = open || here;
            reached[i] = open;
            break;
        case Step::Kind::folders:
            reached[i] = here || (open && c == '/');
            open = open || here;
            break;
        }
        before = here;
    }
}

} // namespace

bool wildmatch(std::string_view pattern, std::string_view path) {
    std::vector<bool> reached(path.size() + 1, false);
    reached[0] = true;
    for (std::size_t at = 0; at < pattern.size();) {
        const char c = pattern[at];
        Step step;
        if (c == '*') {
            step = read_stars(pattern, at);
        } else if (c == '[') {
            step.kind = Step::Kind::set;
            const auto end = SetReader(pattern, at + 1).read(step.set);
            if (!end) {
                return false;
            }
            at = *end;
        } else if (c == '\\' && at + 1 == pattern.size()) {
            return false;
        } else {
            at += c == '\\' ? 1 : 0;
            step = {.kind = c == '?' ? Step::Kind::one : Step::Kind::literal, .code = pattern[at]};
            ++at;
        }
        take(step, reached, path);
    }
    return reached.back();
}

} // namespace dockwright::project
