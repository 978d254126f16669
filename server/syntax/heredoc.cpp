#include "syntax/expand.hpp"
#include "syntax/reader.hpp"

namespace dockwright::syntax {
namespace {

constexpr bool is_pattern_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

std::size_t quotes(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\'') + std::ranges::count(text, '"'));
}

struct Announced {
    Heredoc heredoc;
    bool refused = false; ///< BuildKit stops here: a quote in the name is open
};

/// A word such as `<<EOF`, `3<<-"EOF"` or `<< EOF`; nothing if it announces no heredoc.
std::optional<Announced> read_word(File& file, std::string_view word) {
    std::size_t at = 0;
    while (at < word.size() && ascii::is_digit(word[at])) {
        ++at;
    }
    if (!word.substr(at).starts_with("<<")) {
        return std::nullopt;
    }
    at += 2;
    Announced out;
    if (at < word.size() && word[at] == '-') {
        out.heredoc.chomp = true;
        ++at;
    }
    while (at < word.size() && is_pattern_space(word[at])) {
        ++at;
    }
    const std::string_view rest = word.substr(at);
    if (rest.empty() || rest.contains('<')) {
        return std::nullopt;
    }
    const auto plain = expand(rest, {}, {.keep_unset = true});
    const auto quoted = expand(rest, {}, {.keep_quotes = true, .keep_unset = true});
    if (!plain || !quoted) {
        out.refused = true;
        return out;
    }
    if (plain->words.size() != 1) {
        return std::nullopt;
    }
    if (quoted->words.size() != 1) {
        out.refused = true;
        return out;
    }
    out.heredoc.name = file.arena.store(plain->words.front());
    out.heredoc.expand = quotes(plain->words.front()) == quotes(quoted->words.front());
    return out;
}

} // namespace

void announce_heredocs(File& file, Instruction& instruction) {
    instruction.heredocs.begin = instruction.heredocs.end = size_of(file.heredocs);
    const Joined& joined = instruction.joined;
    if (!joined.text.contains("<<")) {
        return;
    }
    const auto words =
        expand(joined.text, {}, {.keep_quotes = true, .keep_escapes = true, .keep_unset = true});
    if (!words) {
        return; // BuildKit takes a line with an open quote as one without heredocs
    }
    std::size_t from = 0;
    for (const std::string& word : words->words) {
        auto announced = read_word(file, word);
        if (!announced) {
            continue;
        }
        const std::size_t at = joined.text.find(word, from);
        const std::string_view source =
            at == std::string_view::npos ? instruction.name : joined.text.substr(at, word.size());
        from = at == std::string_view::npos ? from : at + word.size();
        announced->heredoc.opener = joined.span_of(source);
        if (announced->refused) {
            file.problems.push_back({ProblemKind::heredoc_name, announced->heredoc.opener, source});
            continue;
        }
        file.heredocs.push_back(announced->heredoc);
    }
    instruction.heredocs.end = size_of(file.heredocs);
}

} // namespace dockwright::syntax
