#include "shell/reader.hpp"
#include <array>

namespace dockwright::shell {
namespace {

/// Characters that only stand for themselves, by far the most.
constexpr auto plain_characters = [] {
    std::array<bool, 256> plain{};
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const char c = static_cast<char>(i);
        plain[i] = !is_meta(c) && !std::string_view("\\'\"`$").contains(c);
    }
    return plain;
}();
constexpr bool is_plain(char c) {
    return plain_characters[static_cast<unsigned char>(c)];
}

constexpr bool is_special(char c) {
    return std::string_view("@*#?-$!").contains(c);
}

} // namespace

Features features_of(Dialect dialect) {
    switch (dialect) {
    case Dialect::posix: return {};
    case Dialect::ash:
        return {.ansi_quotes = true,
                .both_redirections = true,
                .process_substitution = true,
                .function_keyword = true};
    case Dialect::bash:
        return {.ansi_quotes = true,
                .arrays = true,
                .arithmetic_command = true,
                .double_bracket = true,
                .here_strings = true,
                .both_redirections = true,
                .both_pipe = true,
                .any_function_name = true,
                .many_negations = true,
                .process_substitution = true,
                .function_keyword = true,
                .keywords_of_bash = true};
    }
    return {};
}

void Reader::problem(Problem::Kind kind, std::size_t begin, std::size_t size, std::string_view detail) {
    script_.problems.push_back({kind, source_.span_of(text_.substr(begin, size)), detail});
}

std::size_t Reader::push(Part::Kind kind, std::size_t begin) {
    scratch_.parts.items.push_back({.kind = kind, .text = text_.substr(begin, 0)});
    return scratch_.parts.items.size() - 1;
}

/// The part reaches from `begin` to here, and those behind it on the stack are inside it.
void Reader::close(std::size_t part, std::size_t begin) {
    scratch_.parts.items[part].inside = static_cast<std::uint32_t>(scratch_.parts.items.size() - part - 1);
    scratch_.parts.items[part].text = from(begin);
    scratch_.parts.items[part].span = span_from(begin);
}

void Reader::literal(std::size_t begin, bool quoted) {
    if (begin < at_) {
        const std::size_t part = push(Part::Kind::literal, begin);
        scratch_.parts.items[part].quoted = quoted;
        close(part, begin);
    }
}

Word Reader::read_word(bool in_test) {
    const std::size_t begin = at_;
    const std::size_t base = scratch_.parts.items.size();
    std::size_t plain = at_;
    while (true) {
        while (!done() && is_plain(text_[at_])) {
            ++at_;
        }
        if (done()) {
            break;
        }
        const char c = peek();
        const bool pattern =
            in_test && c == '(' && at_ > begin && std::string_view("?*+@!").contains(text_[at_ - 1]);
        if ((is_meta(c) && !at_process(at_) && !pattern) || (at_ > begin && at_last_continuation(at_))) {
            break;
        }
        word_part(in_test, plain);
    }
    literal(plain, false);
    Word word{.text = from(begin), .span = span_from(begin)};
    word.parts = scratch_.parts.keep(script_.parts, base);
    return word;
}

/// One part, or one more character of the plain text that began at `plain`.
void Reader::word_part(bool in_test, std::size_t& plain) {
    const auto flush = [&] { literal(plain, false); };
    switch (peek()) {
    case '\\': flush(), escape(false); break;
    case '\'': flush(), single_quoted(false); break;
    case '"': flush(), double_quoted(); break;
    case '`': flush(), backticks(false); break;
    case '$': flush(), dollar(false); break;
    case '<':
    case '>': flush(), process(); break;
    case '(': { // a pattern such as @(a|b) inside [[ ]]
        int open = 0;
        do {
            open += peek() == '(' ? 1 : peek() == ')' ? -1 : 0;
            ++at_;
        } while (!done() && open > 0 && in_test);
        return;
    }
    default: ++at_; return;
    }
    plain = at_;
}

void Reader::escape(bool quoted) {
    const std::size_t begin = at_;
    at_ = std::min(at_ + 2, text_.size());
    const std::size_t part = push(Part::Kind::escape, begin);
    scratch_.parts.items[part].quoted = quoted;
    close(part, begin);
}

void Reader::single_quoted(bool ansi) {
    const std::size_t begin = at_;
    at_ += ansi ? 2 : 1;
    while (!done() && peek() != '\'') {
        at_ += ansi && peek() == '\\' ? 2U : 1U;
    }
    at_ = std::min(at_, text_.size());
    if (!take("'")) {
        problem(Problem::Kind::open_quote, begin, 1, "'");
    }
    close(push(ansi ? Part::Kind::ansi_quoted : Part::Kind::single_quoted, begin), begin);
}

void Reader::double_quoted() {
    const std::size_t begin = at_;
    take("$");
    ++at_;
    const std::size_t part = push(Part::Kind::double_quoted, begin);
    quoted_parts("\"");
    if (!take("\"")) {
        problem(Problem::Kind::open_quote, begin, 1, "\"");
    }
    close(part, begin);
}

/// The parts of text that double quotes or a here-document hold, up to the quote `end`, if there is one.
void Reader::quoted_parts(std::string_view end) {
    std::size_t plain = at_;
    while (!done() && !end.contains(peek())) {
        const char c = peek();
        if (c != '\\' && c != '`' && c != '$') {
            ++at_;
            continue;
        }
        if (c == '\\' && !end.contains(peek(1)) && !std::string_view("$`\\\n").contains(peek(1))) {
            at_ = std::min(at_ + 2, text_.size()); // the backslash stays one
            continue;
        }
        literal(plain, true);
        c == '\\' ? escape(true) : c == '`' ? backticks(true) : dollar(true);
        plain = at_;
    }
    literal(plain, true);
}

Range Reader::document_parts(std::size_t end) {
    const std::size_t base = scratch_.parts.items.size();
    const std::string_view all = text_;
    text_ = text_.substr(0, end);
    quoted_parts("");
    text_ = all;
    at_ = end;
    return scratch_.parts.keep(script_.parts, base);
}

void Reader::dollar(bool quoted) {
    const char next = peek(1);
    if (next == '(' && peek(2) == '(' && closes_twice()) {
        arithmetic(quoted, "$((", "))");
    } else if (next == '(') {
        command(quoted);
    } else if (next == '{') {
        braces(quoted);
    } else if (next == '[' && features_.arrays) {
        arithmetic(quoted, "$[", "]");
    } else if (next == '\'' && features_.ansi_quotes && !quoted) {
        single_quoted(true);
    } else if (next == '"' && features_.ansi_quotes && !quoted) {
        double_quoted();
    } else if (ascii::is_name(next) || is_special(next)) {
        parameter(quoted);
    } else {
        ++at_;
        literal(at_ - 1, quoted);
    }
}

void Reader::parameter(bool quoted) {
    const std::size_t begin = at_++;
    const std::size_t name = at_;
    if (ascii::is_digit(peek()) || is_special(peek())) {
        ++at_;
    } else {
        while (ascii::is_name(peek())) {
            ++at_;
        }
    }
    const std::size_t part = push(Part::Kind::parameter, begin);
    scratch_.parts.items[part].quoted = quoted;
    scratch_.parts.items[part].name = from(name);
    close(part, begin);
}

void Reader::braces(bool quoted) {
    const std::size_t begin = at_;
    at_ += 2;
    const std::size_t part = push(Part::Kind::parameter, begin);
    scratch_.parts.items[part].quoted = quoted;
    scratch_.parts.items[part].braces = true;
    std::string_view prefix;
    const bool counts = peek() == '#' && (ascii::is_name(peek(1)) || (is_special(peek(1)) && peek(2) == '}'));
    if (counts || (peek() == '!' && features_.arrays && ascii::is_name(peek(1)))) {
        prefix = text_.substr(at_++, 1);
    }
    const std::size_t name = at_;
    if (ascii::is_name(peek())) {
        while (ascii::is_name(peek())) {
            ++at_;
        }
    } else if (is_special(peek())) {
        ++at_;
    }
    scratch_.parts.items[part].name = from(name);
    if (from(name).empty()) {
        problem(Problem::Kind::bad_substitution, begin, at_ - begin, "${");
    }
    const std::size_t operation = at_;
    while (!done() && std::string_view(":-=?+#%/^,@[").contains(peek()) && at_ - operation < 2) {
        ++at_;
    }
    scratch_.parts.items[part].operation = at_ > operation ? from(operation) : prefix;
    if (++depth_ < deepest_nesting) {
        operand(quoted);
    } else {
        problem(Problem::Kind::too_deep, begin, 2, "${");
        at_ = text_.size();
    }
    --depth_;
    if (!take("}")) {
        problem(Problem::Kind::open_quote, begin, 2, "${");
    }
    close(part, begin);
}

/// The rest of `${…`, up to its brace.
void Reader::operand(bool quoted) {
    std::size_t plain = at_;
    const auto flush = [&] { literal(plain, quoted); };
    while (!done() && peek() != '}') {
        switch (peek()) {
        case '\\': flush(), escape(quoted); break;
        case '"': flush(), double_quoted(); break;
        case '`': flush(), backticks(quoted); break;
        case '$': flush(), dollar(quoted); break;
        case '\'':
            if (!quoted || features_.arrays) { // bash lets it quote even inside double quotes
                flush(), single_quoted(false);
                break;
            }
            [[fallthrough]];
        default: ++at_; continue;
        }
        plain = at_;
    }
    flush();
}

/// Whether the `$((` here is arithmetic: its parentheses close as `))`.
bool Reader::closes_twice() const {
    int open = 0;
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
        const char c = text_[i];
        if (c == '\\') {
            ++i;
        } else if (c == '\'' || c == '"') {
            const std::size_t end = text_.find(c, i + 1);
            if (end == std::string_view::npos) {
                return false;
            }
            i = end;
        } else if (c == '(') {
            ++open;
        } else if (c == ')' && --open == 1) {
            return i + 1 < text_.size() && text_[i + 1] == ')';
        }
    }
    return false;
}

void Reader::arithmetic(bool quoted, std::string_view open, std::string_view end) {
    const std::size_t begin = at_;
    take(open);
    const std::size_t part = push(Part::Kind::arithmetic, begin);
    scratch_.parts.items[part].quoted = quoted;
    std::size_t plain = at_;
    int nested = 0;
    while (!done() && (nested > 0 || !looking_at(end))) {
        const char c = peek();
        if (c == '$' || c == '`' || c == '\\') {
            literal(plain, true);
            c == '$' ? dollar(true) : c == '`' ? backticks(true) : escape(true);
            plain = at_;
            continue;
        }
        nested += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        ++at_;
    }
    literal(plain, true);
    if (!take(end)) {
        problem(Problem::Kind::open_quote, begin, open.size(), open);
    }
    close(part, begin);
}

void Reader::command(bool quoted) {
    const std::size_t begin = at_;
    at_ += 2;
    const std::size_t part = push(Part::Kind::command, begin);
    const std::uint32_t node = substituted_list();
    scratch_.parts.items[part].quoted = quoted;
    scratch_.parts.items[part].node = node;
    if (!take(")")) {
        problem(Problem::Kind::open_quote, begin, 2, "$(");
    }
    close(part, begin);
}

void Reader::process() {
    const std::size_t begin = at_;
    at_ += 2;
    const std::size_t part = push(Part::Kind::process, begin);
    const std::uint32_t node = substituted_list();
    scratch_.parts.items[part].node = node;
    if (!take(")")) {
        problem(Problem::Kind::open_quote, begin, 2, text_.substr(begin, 2));
    }
    close(part, begin);
}

/// The text inside loses one level of backslashes before it is read as commands.
void Reader::backticks(bool quoted) {
    const std::size_t begin = at_++;
    const std::size_t part = push(Part::Kind::backticks, begin);
    const std::size_t inner = at_;
    bool escapes = false;
    while (!done() && peek() != '`') {
        escapes = escapes || peek() == '\\';
        at_ += peek() == '\\' ? 2U : 1U;
    }
    at_ = std::min(at_, text_.size());
    const std::string_view written = from(inner);
    if (!take("`")) {
        problem(Problem::Kind::open_quote, begin, 1, "`");
    }
    std::string plain;
    std::vector<syntax::Piece> pieces;
    for (std::size_t i = 0; i < written.size(); ++i) {
        const char next = i + 1 < written.size() ? written[i + 1] : '\0';
        const bool dropped =
            written[i] == '\\' && (next == '`' || next == '\\' || next == '$' || (quoted && next == '"'));
        i += dropped ? 1 : 0;
        const Offset at = source_.source(inner + i);
        if (pieces.empty() || pieces.back().source + (plain.size() - pieces.back().at) != at) {
            pieces.push_back({static_cast<std::uint32_t>(plain.size()), at});
        }
        plain += written[i];
    }
    if (pieces.empty()) {
        pieces.push_back({0, source_.source(begin) + 1});
    }
    const std::string_view text = escapes ? script_.arena.store(plain) : written;
    const std::uint32_t node = list_of({text, pieces}, depth_ + 1);
    scratch_.parts.items[part].quoted = quoted;
    scratch_.parts.items[part].node = node;
    close(part, begin);
}

std::string Reader::unquoted(std::string_view word) {
    std::string out;
    char quote = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        if (quote == 0 && (c == '\'' || c == '"')) {
            quote = c;
        } else if (quote != 0 && c == quote) {
            quote = 0;
        } else if (c == '\\' && quote != '\'' && i + 1 < word.size()) {
            ++i;
            if (word[i] != '\n') { // else a continued line
                out += word[i];
            }
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace dockwright::shell
