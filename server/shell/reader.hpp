#pragma once
#include "base/ascii.hpp"
#include "shell/script.hpp"
#include <algorithm>
#include <optional>
#include <string>

/// Private to shell/: one recursive descent over characters, since what a token is depends on where
/// it stands. `Reader` holds the place and the words, `CommandReader` adds the grammar of commands.
namespace dockwright::shell {

/// What a dialect's grammar has beyond POSIX.
struct Features {
    bool ansi_quotes = false;        ///< $'…'
    bool arrays = false;             ///< a=(…), a[i]=, a+=
    bool arithmetic_command = false; ///< ((…)), for ((…))
    bool double_bracket = false;     ///< [[ … ]] as grammar
    bool here_strings = false;       ///< <<<
    bool both_redirections = false;  ///< &> and &>>
    bool both_pipe = false;          ///< |&
    bool any_function_name = false;  ///< not only names of variables
    bool many_negations = false;     ///< ! ! command
    bool process_substitution = false;
    bool function_keyword = false;
    bool keywords_of_bash = false; ///< select, time, coproc
};
Features features_of(Dialect dialect);

constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t';
}
/// What ends a word unless it is quoted.
constexpr bool is_meta(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == ';' || c == '&' || c == '|' || c == '<' || c == '>' ||
           c == '(' || c == ')';
}

/// Rows under construction. They are stacks: what belongs to one node ends up in one row of the
/// Script, behind all that is nested in it.
struct Scratch {
    template <class T>
    struct Stack {
        std::vector<T> items;
        Range keep(std::vector<T>& all, std::size_t base) {
            const auto begin = static_cast<std::uint32_t>(all.size());
            all.insert(all.end(), items.begin() + static_cast<std::ptrdiff_t>(base), items.end());
            items.resize(base);
            return {begin, static_cast<std::uint32_t>(all.size())};
        }
    };
    Stack<std::uint32_t> children;
    Stack<Word> words;
    Stack<Part> parts;
    Stack<Assignment> assignments;
    Stack<Redirection> redirections;
};

/// A variable's name: letters, digits and `_`, no digit first.
constexpr bool is_name(std::string_view word) {
    return !word.empty() && !ascii::is_digit(word.front()) && std::ranges::all_of(word, ascii::is_name);
}

class Reader {
public:
    Reader(Script& script, Scratch& scratch, const syntax::Joined& source, Dialect dialect)
        : script_(script), scratch_(scratch), dialect_(dialect), features_(features_of(dialect)),
          source_(source), text_(source.text) {}
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

protected:
    ~Reader() = default;

    static constexpr int deepest_nesting = 100;

    /// Reads the list of a substitution up to its `)`; the place is behind it afterwards.
    virtual std::uint32_t substituted_list() = 0;
    /// Reads a text of its own, that of backticks.
    virtual std::uint32_t list_of(const syntax::Joined& source, int depth) = 0;

    bool done() const { return at_ >= text_.size(); }
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool looking_at(std::string_view what) const { return text_.substr(at_).starts_with(what); }
    /// Whether `<(…)` or `>(…)` stands at that place, where the dialect has them.
    bool at_process(std::size_t place) const {
        const std::string_view here = text_.substr(std::min(place, text_.size()), 2);
        return features_.process_substitution && (here == "<(" || here == ">(");
    }
    /// Whether lines are continued at that place, and the word is over behind it.
    bool at_last_continuation(std::size_t place) const {
        if (place >= text_.size() || text_[place] != '\\') {
            return false;
        }
        const std::size_t first = place;
        while (text_.substr(std::min(place, text_.size())).starts_with("\\\n")) {
            place += 2;
        }
        return place > first && (place >= text_.size() || (is_meta(text_[place]) && !at_process(place)));
    }
    bool take(std::string_view what) {
        if (!looking_at(what)) {
            return false;
        }
        at_ += what.size();
        return true;
    }
    std::string_view from(std::size_t begin) const { return text_.substr(begin, at_ - begin); }
    Span span_from(std::size_t begin) const { return source_.span_of(from(begin)); }
    void problem(Problem::Kind kind, std::size_t begin, std::size_t size, std::string_view detail);

    /// A word that begins here; not empty. `in_test`: inside [[ ]], where `(` after a pattern
    /// character is part of the word.
    Word read_word(bool in_test = false);
    /// Everything up to the end of a here-document's delimiter line … is read by the grammar; this
    /// gives a delimiter without its quotes.
    static std::string unquoted(std::string_view word);
    /// What expands between here and `end`, which is a here-document's text. The place is `end` then.
    Range document_parts(std::size_t end);

    Script& script_;
    Scratch& scratch_;
    const Dialect dialect_;
    const Features features_;
    syntax::Joined source_;
    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;

private:
    std::size_t push(Part::Kind kind, std::size_t begin);
    void close(std::size_t part, std::size_t begin);
    void literal(std::size_t begin, bool quoted);
    void word_part(bool in_test, std::size_t& plain);
    void escape(bool quoted);
    void single_quoted(bool ansi);
    void double_quoted();
    void quoted_parts(std::string_view end);
    void dollar(bool quoted);
    void parameter(bool quoted);
    void braces(bool quoted);
    void operand(bool quoted);
    void arithmetic(bool quoted, std::string_view open, std::string_view end);
    bool closes_twice() const;
    void command(bool quoted);
    void backticks(bool quoted);
    void process();
};

} // namespace dockwright::shell
