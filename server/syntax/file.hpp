#pragma once
#include "base/arena.hpp"
#include "base/span.hpp"
#include "syntax/joined.hpp"
#include "syntax/keyword.hpp"
#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// The syntax of a Dockerfile, as BuildKit's parser reads it, but total: any bytes give a File.
/// What BuildKit would refuse is a Problem, and reading goes on behind it. Flat: an instruction
/// names its flags, words and heredocs by ranges in the File's vectors.
namespace dockwright::syntax {

struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    bool empty() const { return begin == end; }
    std::uint32_t size() const { return end - begin; }
};

/// `# syntax=…`, `# escape=…`, `# check=…` in the first lines.
struct Directive {
    std::string_view name;  ///< as written, any case
    std::string_view value; ///< without blanks around it
    Span span;              ///< the whole comment, from `#`
    Span name_span;
    Span value_span;
};

/// A whole-line comment, also one inside a continued instruction. Directives are comments too.
struct Comment {
    std::string_view text; ///< behind the `#`, with its blanks
    Span span;             ///< from `#` to the line's end
    std::uint32_t line;    ///< from 0
    bool directive = false;
};

/// A word of an instruction's arguments with its quotes, continuations joined. What a word is
/// depends on the instruction: see Instruction::words.
struct Word {
    std::string_view text;
    Span span;
};

/// One comma-separated option of `--mount=…`.
struct MountOption {
    std::string_view key;
    std::string_view value; ///< "" where there is no `=`
    Span span;
};

/// `--name` or `--name=value` before the arguments, quotes and escapes removed.
struct Flag {
    std::string_view text; ///< the whole, with the dashes
    std::string_view name; ///< without the dashes, as written
    std::string_view value;
    bool has_value = false; ///< an `=` was there
    Span span;
    Span name_span;  ///< with the dashes
    Span value_span; ///< empty, at the end, where there is none
    Range options;   ///< File::mount_options, for `--mount`
};

struct Heredoc {
    std::string_view name;
    bool expand = true;       ///< the name is not quoted: variables in the body are replaced
    bool chomp = false;       ///< `<<-`: leading tabs are dropped
    bool closed = true;       ///< the terminator was found
    std::string_view content; ///< the lines between, with their line ends, nothing dropped
    Span opener;              ///< `<<NAME`
    Span body;
    Span terminator; ///< its line, without the line end
};

/// A reference to a variable in a word that BuildKit expands.
struct Variable {
    std::string_view name;
    Span span;      ///< from `$` to the end, with braces
    Span name_span; ///< the name alone
    /// What stands behind the name in braces: 0 for `$X` and `${X}`, else the character of
    /// `-` `+` `?` `#` `%` `/`.
    char modifier = 0;
    bool colon = false;  ///< `:-`, `:+`, `:?`
    bool nested = false; ///< inside another reference's braces
};

struct Instruction {
    Keyword keyword = Keyword::unknown;
    std::string_view name; ///< the first word as written
    Span name_span;
    /// From the first character to the end of the last line that belongs to it (without its line
    /// end), heredoc bodies and terminators counted.
    Span span;
    std::uint32_t first_line = 0;     ///< from 0, lines ended by LF
    std::uint32_t last_line = 0;      ///< inclusive
    std::uint32_t text_last_line = 0; ///< inclusive, before any heredoc body
    bool json = false;                ///< the arguments were a JSON array of strings
    bool spaced_pair = false;         ///< ENV or LABEL in the form `name value`
    bool empty_continuation = false;  ///< an empty line inside
    Joined joined;                    ///< the whole instruction, without heredoc bodies
    std::string_view arguments;       ///< of joined.text: behind the flags, trimmed
    Range flags;
    /// RUN, CMD, ENTRYPOINT, SHELL, USER, WORKDIR, STOPSIGNAL, MAINTAINER: the arguments as one
    /// word, or the decoded elements if `json`. ADD, COPY, VOLUME: words between blanks, or the
    /// elements. FROM, EXPOSE: words between blanks. ARG: words, quotes respected. ENV, LABEL:
    /// names and values in turn. HEALTHCHECK: NONE or CMD, then its command as one word or the
    /// elements. ONBUILD: none; see `nested`. Unknown: one empty word, as BuildKit has it.
    Range words;
    Range heredocs;
    Range variables;
    Range empty_lines;                   ///< File::empty_lines inside it
    std::uint32_t comments_above = 0;    ///< how many comment lines belong to it, as BuildKit counts
    std::uint32_t comments_end = 0;      ///< index in File::comments behind the last of them
    std::optional<std::uint32_t> nested; ///< ONBUILD: index in File::nested
};

enum class ProblemKind : std::uint8_t {
    directive_twice,
    bad_escape,
    line_too_long,
    heredoc_open,
    heredoc_name,
    json_not_strings,
    pair_incomplete,
    pair_without_equals,
    no_instruction,
    unknown_instruction,
    too_deep
};

/// What BuildKit's parser (or, for an unknown instruction, its next step) would refuse.
struct Problem {
    ProblemKind kind;
    Span span;
    std::string_view detail; ///< the text in question
};

struct File {
    std::string_view text; ///< the caller's; must outlive the File
    char escape = '\\';
    std::vector<Directive> directives;
    std::vector<Comment> comments;
    std::vector<Instruction> instructions;
    std::vector<Instruction> nested; ///< what stands behind ONBUILD
    std::vector<Flag> flags;
    std::vector<MountOption> mount_options;
    std::vector<Word> words;
    std::vector<Heredoc> heredocs;
    std::vector<Variable> variables;
    std::vector<Span> empty_lines; ///< of continued instructions, with their line ends
    std::vector<Problem> problems;
    Arena arena;

    std::span<const Flag> flags_of(const Instruction& i) const { return part(flags, i.flags); }
    std::span<const Word> words_of(const Instruction& i) const { return part(words, i.words); }
    std::span<const Heredoc> heredocs_of(const Instruction& i) const { return part(heredocs, i.heredocs); }
    std::span<const Variable> variables_of(const Instruction& i) const {
        return part(variables, i.variables);
    }
    std::span<const Span> empty_lines_of(const Instruction& i) const {
        return part(empty_lines, i.empty_lines);
    }
    std::span<const MountOption> options_of(const Flag& f) const { return part(mount_options, f.options); }
    /// The comments that BuildKit takes as said about this instruction.
    std::span<const Comment> comments_of(const Instruction& i) const {
        return part(comments, {i.comments_end - i.comments_above, i.comments_end});
    }
    /// Some lines are no instructions, or may be none: shell that has lost its backslash, what
    /// follows an open heredoc.
    bool has_lost_lines() const {
        return std::ranges::any_of(problems, [](const Problem& problem) {
            return problem.kind == ProblemKind::unknown_instruction ||
                   problem.kind == ProblemKind::heredoc_open;
        });
    }
    const Flag* flag(const Instruction& i, std::string_view name) const {
        for (const Flag& flag : flags_of(i)) {
            if (flag.name == name) {
                return &flag;
            }
        }
        return nullptr;
    }

private:
    template <class T>
    static std::span<const T> part(const std::vector<T>& all, Range range) {
        return std::span(all).subspan(range.begin, range.size());
    }
};

/// Reads a Dockerfile. `text` must be at most `max_text_size` and outlive the result.
File parse(std::string_view text);

} // namespace dockwright::syntax
