#include "syntax/expand.hpp"
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "syntax/pattern.hpp"
#include <algorithm>

namespace dockwright::syntax {
namespace {

/// Go's unicode.IsLetter, nearly: above ASCII all but blanks, punctuation and symbols.
bool is_letter(char32_t code) {
    if (code < 0x80) {
        return ascii::is_alpha(static_cast<char>(code));
    }
    const bool latin_sign = code < 0xC0 && code != 0xAA && code != 0xB5 && code != 0xBA;
    const bool symbol = code == 0xD7 || code == 0xF7 || (code >= 0x2000 && code < 0x2C00) ||
                        (code >= 0x3000 && code < 0x3005) || (code >= 0xE000 && code < 0xF900) ||
                        (code >= 0xFE00 && code < 0xFE70) || code == 0xFFFD || code >= 0x1F000;
    return !latin_sign && !symbol && !utf8::is_space(code);
}

constexpr bool is_special_parameter(char c) {
    return std::string_view("@*#?-$!0").contains(c);
}

/// Words are bounded, so that `ENV A=$A$A` line after line cannot fill the memory.
constexpr std::size_t longest_result = 1U << 18U;
constexpr int deepest_nesting = 64;

class Expander {
public:
    Expander(std::string_view text, Lookup lookup, const ExpandOptions& options)
        : text_(text), lookup_(lookup), options_(options) {}

    std::expected<Expanded, ExpandProblem> run() {
        Expanded out;
        if (!until(0, options_.keep_escapes, out)) {
            return std::unexpected(problem_);
        }
        return out;
    }

private:
    bool fail(ExpandProblem problem) {
        problem_ = problem;
        return false;
    }
    bool done() const { return at_ >= text_.size(); }
    char peek() const { return text_[at_]; }
    utf8::Character next() {
        const utf8::Character character = utf8::decode(text_, at_);
        at_ += character.size;
        return character;
    }

    // The word under construction. It is one for all nesting levels, and entering a nested level
    // empties it: BuildKit does so, and what it takes for a heredoc depends on it.
    void end_word(Expanded& out) {
        if (!word_.empty()) {
            out.words.push_back(std::move(word_));
            word_.clear();
            in_word_ = false;
        }
    }
    void word_character(Expanded& out, char32_t code) {
        if (!utf8::is_space(code)) {
            utf8::append(word_, code);
            in_word_ = true;
        } else if (in_word_) {
            end_word(out);
        }
    }

    /// Reads to `stop` (0: to the end) and takes it.
    bool until(char stop, bool keep_escapes, Expanded& out) {
        if (++depth_ > deepest_nesting) {
            return fail(ExpandProblem::too_deep);
        }
        word_.clear();
        in_word_ = false;
        const bool outer_escapes = keep_escapes_;
        keep_escapes_ = keep_escapes;
        while (!done()) {
            if (stop != 0 && peek() == stop) {
                ++at_;
                end_word(out);
                keep_escapes_ = outer_escapes;
                --depth_;
                return true;
            }
            if (!one(out)) {
                return false;
            }
            if (out.text.size() > longest_result) {
                return fail(ExpandProblem::too_deep);
            }
        }
        if (stop != 0) {
            return fail(ExpandProblem::open_brace);
        }
        end_word(out);
        keep_escapes_ = outer_escapes;
        --depth_;
        return true;
    }

    bool one(Expanded& out) {
        switch (peek()) {
        case '$': {
            std::string value;
            if (!dollar(value)) {
                return false;
            }
            out.text += value;
            for (std::size_t i = 0; i < value.size();) {
                const utf8::Character character = utf8::decode(value, i);
                word_character(out, character.code);
                i += character.size;
            }
            return true;
        }
        case '<': raw(out, less()); return true;
        case '\'':
        case '"':
            if (!options_.ignore_quotes) {
                std::string value;
                if (peek() == '"' ? !double_quoted(value) : !single_quoted(value)) {
                    return false;
                }
                raw(out, value);
                return true;
            }
            break;
        default: break;
        }
        if (peek() > ' ' && peek() < '\x7f' && peek() != options_.escape) { // nearly all
            word_ += peek();
            in_word_ = true;
            out.text += text_[at_++];
            return true;
        }
        utf8::Character character = next();
        if (character.code == static_cast<unsigned char>(options_.escape)) {
            if (keep_escapes_) {
                utf8::append(word_, character.code);
                in_word_ = true;
                utf8::append(out.text, character.code);
            }
            if (done()) {
                return true;
            }
            character = next();
            utf8::append(word_, character.code);
            in_word_ = true;
        } else {
            word_character(out, character.code);
        }
        utf8::append(out.text, character.code);
        return true;
    }

    void raw(Expanded& out, std::string_view value) {
        out.text += value;
        word_ += value;
        in_word_ = true;
    }

    /// `<<` keeps the blanks behind it, so that `<< EOF` is one word.
    std::string_view less() {
        const std::size_t begin = at_++;
        if (done() || peek() != '<') {
            return text_.substr(begin, 1);
        }
        ++at_;
        while (!done() && (peek() == ' ' || peek() == '\t' || peek() == '\r')) {
            ++at_;
        }
        return text_.substr(begin, at_ - begin);
    }

    bool single_quoted(std::string& value) {
        const std::size_t close = text_.find('\'', at_ + 1);
        if (close == std::string_view::npos) {
            return fail(ExpandProblem::open_single_quote);
        }
        const std::size_t shift = options_.keep_quotes ? 0 : 1;
        value = text_.substr(at_ + shift, close + 1 - shift - (at_ + shift));
        at_ = close + 1;
        return true;
    }

    bool double_quoted(std::string& value) {
        ++at_;
        if (options_.keep_quotes) {
            value += '"';
        }
        while (!done()) {
            if (peek() == '"') {
                ++at_;
                if (options_.keep_quotes) {
                    value += '"';
                }
                return true;
            }
            if (peek() == '$') {
                if (!dollar(value)) {
                    return false;
                }
                continue;
            }
            if (peek() != options_.escape) {
                utf8::append(value, next().code);
                continue;
            }
            ++at_;
            if (keep_escapes_) {
                value += options_.escape;
            }
            if (done()) {
                break;
            }
            const bool escaped = peek() == '"' || peek() == '$' || peek() == options_.escape;
            value += escaped ? text_[at_++] : options_.escape;
        }
        return fail(ExpandProblem::open_double_quote);
    }

    std::string_view name() {
        const std::size_t size = name_length(text_.substr(at_));
        at_ += size;
        return text_.substr(at_ - size, size);
    }

    bool dollar(std::string& value) {
        ++at_;
        if (done() || peek() != '{') {
            const std::string_view name = this->name();
            if (name.empty()) {
                value += '$';
            } else if (const auto found = lookup_(name)) {
                value += *found;
            } else if (options_.keep_unset) {
                value += '$', value += name;
            }
            return true;
        }
        ++at_;
        if (done()) {
            return fail(ExpandProblem::open_brace);
        }
        if (peek() == '{' || peek() == '}' || peek() == ':') {
            return fail(ExpandProblem::bad_substitution);
        }
        return braces(name(), value);
    }

    bool braces(std::string_view name, std::string& value) {
        if (done()) {
            return fail(ExpandProblem::unsupported_modifier);
        }
        char modifier = text_[at_++];
        if (modifier == '}') {
            if (const auto found = lookup_(name)) {
                value += *found;
            } else if (options_.keep_unset) {
                value += message_of(name, "", "");
            }
            return true;
        }
        const bool colon = modifier == ':';
        if (colon) {
            if (done()) {
                return fail(ExpandProblem::unsupported_modifier);
            }
            modifier = text_[at_++];
        }
        if (modifier == '/' && !colon) {
            return replaced(name, value);
        }
        const bool pattern = modifier == '#' || modifier == '%';
        const bool known = pattern || modifier == '-' || modifier == '+' || modifier == '?';
        if ((!known && !colon) || (colon && pattern)) {
            return fail(ExpandProblem::unsupported_modifier);
        }
        // Behind a colon BuildKit reads the word before it looks at the modifier.
        Expanded word;
        if (!until('}', pattern, word)) {
            return false;
        }
        const auto found = lookup_(name);
        if (!found && options_.keep_unset) {
            value += message_of(name, std::string(colon ? ":" : "") + modifier, word.text);
            return true;
        }
        return known ? modified(found, modifier, colon, word.text, value)
                     : fail(ExpandProblem::unsupported_modifier);
    }

    static std::string message_of(std::string_view name, std::string_view modifier, std::string_view word) {
        std::string out = "${";
        out += name, out += modifier, out += word, out += '}';
        return out;
    }

    bool modified(std::optional<std::string_view> found, char modifier, bool colon, std::string_view word,
                  std::string& value) {
        const bool unset = !found || (colon && found->empty());
        switch (modifier) {
        case '-': value += unset ? word : *found; return true;
        case '+': value += unset ? std::string_view{} : word; return true;
        case '?':
            if (unset) {
                return fail(ExpandProblem::required_unset);
            }
            value += *found;
            return true;
        default: break;
        }
        const bool longest = word.starts_with(modifier);
        if (longest) {
            word.remove_prefix(1);
        }
        const auto pattern = modifier == '#' ? Pattern::read(word) : Pattern::read_backwards(word);
        if (!pattern) {
            return fail(ExpandProblem::bad_pattern);
        }
        const std::string_view whole = found.value_or("");
        value += modifier == '#' ? pattern->without_prefix(whole, longest)
                                 : pattern->without_suffix(whole, longest);
        return true;
    }

    bool replaced(std::string_view name, std::string& value) {
        const bool all = !done() && peek() == '/';
        if (all) {
            ++at_;
        }
        Expanded from;
        Expanded to;
        if (!until('/', true, from) || !until('}', true, to)) {
            return false;
        }
        const auto found = lookup_(name);
        if (!found && options_.keep_unset) {
            value += message_of(name, "/" + from.text + "/", to.text);
            return true;
        }
        const auto pattern = Pattern::read(from.text);
        if (!pattern) {
            return fail(ExpandProblem::bad_pattern);
        }
        value += pattern->replaced(found.value_or(""), to.text, all);
        return true;
    }

    std::string_view text_;
    Lookup lookup_;
    const ExpandOptions& options_;
    std::size_t at_ = 0;
    std::string word_;
    bool in_word_ = false;
    bool keep_escapes_ = false;
    int depth_ = 0;
    ExpandProblem problem_ = ExpandProblem::bad_substitution;
};

} // namespace

std::size_t name_length(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    std::size_t at = 0;
    if (ascii::is_digit(text.front())) {
        while (at < text.size() && ascii::is_digit(text[at])) {
            ++at;
        }
        return at;
    }
    if (is_special_parameter(text.front())) {
        return 1;
    }
    while (at < text.size()) {
        if (ascii::is_name(text[at])) {
            ++at;
            continue;
        }
        const utf8::Character character = utf8::decode(text, at);
        if (character.code < 0x80 || !is_letter(character.code)) {
            break;
        }
        at += character.size;
    }
    return at;
}

bool is_plain(std::string_view text, char escape) {
    return std::ranges::none_of(
        text, [escape](char c) { return c == '$' || c == '\'' || c == '"' || c == escape; });
}

std::expected<Expanded, ExpandProblem> expand(std::string_view text, Lookup lookup,
                                              const ExpandOptions& options) {
    return Expander(text, lookup, options).run();
}

} // namespace dockwright::syntax
