#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::lint::rules {
namespace {

/// The shell reads it as a word of a command: it stands in no quotes, as the FROM of a query may.
bool is_shell_word(const model::Document& document, const model::Instruction& run, Span name) {
    const model::Commands& commands = document.commands();
    return std::ranges::any_of(commands.texts, [&](const model::ShellText& text) {
        if (text.instruction != document.index(run) || text.onbuild || text.root == shell::no_node) {
            return false;
        }
        const auto nodes = std::span(commands.script.nodes).subspan(text.nodes.begin, text.nodes.size());
        return std::ranges::any_of(nodes, [&](const shell::Node& node) {
            const auto words = commands.script.words_of(node);
            return std::ranges::find(words, name, &shell::Word::span) != words.end();
        });
    });
}

/// An instruction's name in capitals at the beginning of the line behind the empty ones, with more behind
/// it: by all appearance an instruction, which the backslash above has made a part of this one. Indented it
/// must be a word of the shell by itself.
std::optional<Span> swallowed(const model::Document& document, const model::Instruction& instruction,
                              Span empty) {
    const std::string_view text = document.text().substr(0, instruction.span.end.index());
    for (std::size_t begin = empty.end.index(); begin < text.size();) {
        const std::string_view line = text.substr(begin, text.substr(begin).find('\n'));
        const std::string_view words = ascii::trimmed(line);
        if (!words.empty() && words.front() != '#') {
            const std::size_t indent = line.find(words.front());
            const std::string_view word = words.substr(0, words.find(' '));
            const Span name = span(begin + indent, begin + indent + word.size());
            const bool is_name = std::ranges::binary_search(syntax::keyword_names(), word) &&
                                 word.size() < words.size() &&
                                 (indent == 0 || is_shell_word(document, instruction, name));
            return is_name ? std::optional(name) : std::nullopt;
        }
        begin += line.size() + 1;
    }
    return std::nullopt;
}

/// Takes away the backslash that stands above the empty line; nothing where a comment is in between.
std::optional<TextEdit> without_backslash(const model::Document& document, Span empty) {
    const std::string_view text = document.text().substr(0, empty.begin.index());
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    if (last == std::string_view::npos || text[last] != document.syntax().escape) {
        return std::nullopt;
    }
    const std::size_t kept = text.substr(0, last).find_last_not_of(" \t");
    return TextEdit{.span = span(kept + 1, last + 1), .text = ""};
}

/// Tells the first gap behind which an instruction is swallowed, if there is one. `place` is that of the
/// peers, at the first of all.
bool tell_swallowed(const model::Document& document, const model::Instruction& instruction, Span place,
                    Report& report) {
    const std::string_view escape(&document.syntax().escape, 1);
    for (const Span gap : document.syntax().empty_lines_of(instruction)) {
        const auto name = swallowed(document, instruction, gap);
        if (!name) {
            continue;
        }
        Reported found = report.at({gap.begin, gap.begin},
                                   "The line above ends in `{}`, which makes the {} below a part of this "
                                   "instruction: remove that `{}`",
                                   escape, name->of(document.text()), escape);
        found.as("NoEmptyContinuation", place).as("EMPTY_CONTINUATION_LINE", place);
        found.related(*name, "no instruction of its own");
        if (auto edit = without_backslash(document, gap)) {
            found.fix(Safety::unsafe, "End the instruction above", {*std::move(edit)});
        }
        return true;
    }
    return false;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& instruction : document.instructions()) {
        const auto lines = document.syntax().empty_lines_of(instruction);
        if (lines.empty()) {
            continue;
        }
        // At the line's begin: an empty line has no character to underline.
        const Span place{lines.front().begin, lines.front().begin};
        if (tell_swallowed(document, instruction, place, report)) {
            continue;
        }
        std::vector<TextEdit> edits;
        for (const Span line : lines) {
            edits.push_back({line, ""});
        }
        report
            .at(place,
                "The line above ends in `{}`, so Docker reads on past this empty line, which newer versions "
                "will refuse: remove one of the two",
                std::string_view(&document.syntax().escape, 1))
            .as("NoEmptyContinuation")
            .as("EMPTY_CONTINUATION_LINE")
            .fix(Safety::safe, lines.size() == 1 ? "Remove the empty line" : "Remove the empty lines",
                 std::move(edits));
    }
}

constexpr Example examples[] = {
    {.title = "an empty line behind a backslash",
     .bad = R"(
       | FROM python:3.12
       | RUN pip install \
       -
       ~ ! The line above ends in `\`, so Docker reads on past this empty line, which newer versions will refuse: remove one of the two
       |     numpy
     )",
     .good = R"(
       | FROM python:3.12
       | RUN pip install \
       |     numpy
     )"},
    {.title = "an instruction that has become arguments of rm", .bad = R"(
       | FROM ubuntu:24.04
       | RUN rm -rf /var/lib/apt/lists/* \
       |
       ~ ! The line above ends in `\`, which makes the RUN below a part of this instruction: remove that `\`
       | # CI expects python
       | RUN ln -s /usr/bin/python3 /usr/bin/python
     )"},
    {.title = "an indented one, which the shell would read as arguments", .bad = R"(
       | FROM ubuntu:24.04
       | RUN apt-get update && cd /tmp \
       |
       ~ ! The line above ends in `\`, which makes the RUN below a part of this instruction: remove that `\`
       |   RUN ln -s /usr/bin/python3 /usr/bin/python
     )"},
    {.title = "a word of a query", .bad = R"(
       | FROM ubuntu:24.04
       | RUN echo "SELECT name \
       -
       ~ ! The line above ends in `\`, so Docker reads on past this empty line, which newer versions will refuse: remove one of the two
       |   FROM list" > query.sql
     )"},
    {.title = "a comment between the lines is no empty line", .good = R"(
       | FROM python:3.12
       | RUN pip install \
       |     # arrays
       |     numpy
       |
       | RUN true
     )"},
};

} // namespace

extern constexpr Rule empty_continuation_line{
    .id = "empty-continuation-line",
    .also = {"NoEmptyContinuation", "EMPTY_CONTINUATION_LINE"},
    .title = "Empty line inside an instruction",
    .why = "An instruction goes on behind a backslash at the end of a line, and the engine skips empty lines "
           "there. It has announced that they will be an error, and a reader takes the empty line for the "
           "instruction's end.",
    .group = Group::syntax,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
