#pragma once
#include "base/arena.hpp"
#include "base/span.hpp"
#include "syntax/joined.hpp"
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

/// What a piece of shell says: commands, words, redirections, as POSIX sh (IEEE 1003.1, chapter 2)
/// and bash read them, with spans into the Dockerfile. Total: any bytes give a Script, and what the
/// shell would refuse is a Problem. Nothing is expanded or run.
namespace dockwright::shell {

enum class Dialect : std::uint8_t {
    posix, ///< dash: Debian's and Ubuntu's sh
    ash,   ///< busybox: Alpine's sh
    bash   ///< also taken for zsh and ksh, whose scripts in Dockerfiles are written like it
};

struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    bool empty() const { return begin == end; }
    std::uint32_t size() const { return end - begin; }
};

inline constexpr std::uint32_t no_node = std::numeric_limits<std::uint32_t>::max();

/// A stretch of a word. The parts inside a double-quoted part or inside `${…}` follow it directly;
/// `inside` says how many they are, so that `index + 1 + inside` is the next one beside it.
struct Part {
    enum class Kind : std::uint8_t {
        literal,       ///< plain characters
        escape,        ///< a backslash and the character that it protects
        single_quoted, ///< '…'
        ansi_quoted,   ///< $'…'
        double_quoted, ///< "…" and $"…", with the parts inside
        parameter,     ///< $x, ${x…}, with the parts of the operand inside
        arithmetic,    ///< $((…)) and $[…], with the parts inside
        command,       ///< $(…): `node`
        backticks,     ///< `…`: `node`
        process        ///< <(…) and >(…): `node`
    };
    Kind kind = Kind::literal;
    bool quoted = false; ///< inside double quotes: neither split nor globbed
    bool braces = false; ///< `${…}`
    std::uint32_t inside = 0;
    std::uint32_t node = no_node; ///< the list of a substitution
    std::string_view text;        ///< as written, delimiters included
    std::string_view name;        ///< of a parameter; `#` and `!` in front of it left out
    std::string_view
        operation; ///< of a parameter in braces: `:-`, `%%`, `[`, … or ""; `#` or `!` for a prefix
    Span span;
};

struct Word {
    std::string_view text; ///< as written
    Span span;
    Range parts;
};

/// `NAME=value`, `NAME+=value`, `NAME[i]=value`, `NAME=(…)`.
struct Assignment {
    std::string_view name;
    Span name_span;
    bool append = false;
    bool array = false; ///< `=(…)`: the elements are `words`
    Word value;         ///< behind the `=`; empty if `array`
    Range words;
    Span span;
};

struct Redirection {
    std::string_view operation;  ///< `>`, `2>` is in two: the number is `descriptor`
    std::string_view descriptor; ///< digits, `{name}` or ""
    Word target;
    Span span;
    std::string_view document; ///< of `<<`: its lines; "" if there is none
    bool expands = true;       ///< of `<<`: the delimiter is not quoted
    Range document_parts;      ///< of a document that expands: Script::parts, all of them quoted
};

enum class Connector : std::uint8_t { none, and_if, or_if, pipe, pipe_both };
enum class Terminator : std::uint8_t { none, semicolon, background, newline };

struct Node {
    enum class Kind : std::uint8_t {
        list,         ///< children in order, each with its terminator
        and_or,       ///< two or more, joined by && and ||
        pipeline,     ///< two or more joined by |, or one that is negated or timed
        simple,       ///< assignments, words, redirections
        subshell,     ///< ( list )
        group,        ///< { list }
        if_clause,    ///< condition, body, [condition, body …], [else body]: all lists
        while_clause, ///< condition, body
        until_clause,
        for_clause, ///< `name`, words, body
        select_clause,
        arithmetic_for, ///< for ((…)): body
        case_clause,    ///< words: the subject; children: items
        case_item,      ///< words: the patterns; child: list
        function,       ///< `name`; child: the body
        test,           ///< [[ … ]]: words, operators among them
        arithmetic,     ///< (( … ))
        coprocess
    };
    Kind kind = Kind::simple;
    Connector connector = Connector::none;    ///< in front of it, within and_or and pipeline
    Terminator terminator = Terminator::none; ///< behind it, within a list
    bool negated = false;                     ///< a pipeline with `!`
    bool timed = false;
    bool has_else = false; ///< an if_clause whose last child is the else body
    bool in_words = false; ///< a for_clause with `in`, perhaps followed by nothing
    Span span;
    Span keyword; ///< `if`, `for`, `(` … the first token
    std::string_view name;
    Range children; ///< Script::children
    Range words;
    Range assignments;
    Range redirections;
};

struct Problem {
    enum class Kind : std::uint8_t {
        unexpected, ///< a token that can't stand there: `detail`
        open_quote, ///< a quote, brace, parenthesis or backtick without its partner: `detail`
        missing,    ///< the end came before `detail`
        bad_substitution,
        bad_name, ///< a for variable or function name that is none
        too_deep
    };
    Kind kind;
    Span span;
    std::string_view detail;
};

struct Comment {
    std::string_view text; ///< from `#`
    Span span;
};

/// One script, or many: each `Shell::read` appends to it and gives the list that it found.
struct Script {
    std::vector<Node> nodes;
    std::vector<std::uint32_t> children;
    std::vector<Word> words;
    std::vector<Part> parts;
    std::vector<Assignment> assignments;
    std::vector<Redirection> redirections;
    std::vector<Comment> comments;
    std::vector<Problem> problems;
    Arena arena; ///< texts of backticks, whose backslashes are gone

    std::span<const std::uint32_t> children_of(const Node& n) const { return part(children, n.children); }
    std::span<const Word> words_of(const Node& n) const { return part(words, n.words); }
    std::span<const Assignment> assignments_of(const Node& n) const {
        return part(assignments, n.assignments);
    }
    std::span<const Redirection> redirections_of(const Node& n) const {
        return part(redirections, n.redirections);
    }
    std::span<const Part> parts_of(const Word& w) const { return part(parts, w.parts); }
    std::span<const Word> elements_of(const Assignment& a) const { return part(words, a.words); }

private:
    template <class T>
    static std::span<const T> part(const std::vector<T>& all, Range range) {
        return std::span(all).subspan(range.begin, range.size());
    }
};

struct Scratch;

/// Reads scripts, and keeps its working memory from one to the next.
class Shell {
public:
    Shell();
    ~Shell();
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    /// Appends what `source` says to `script`; the result is the node of its list. The text of
    /// `source` must outlive `script`, its pieces need not.
    std::uint32_t read(Script& script, const syntax::Joined& source, Dialect dialect);

private:
    std::unique_ptr<Scratch> scratch_;
};

} // namespace dockwright::shell
