#include "lint/rule.hpp"
#include "lint/shell_words.hpp"
#include <string>

namespace dockwright::lint::rules {
namespace {

/// Blanks between two words of a line, in columns; 0 if something else stands there.
std::size_t gap(std::string_view source, Span first, Span second) {
    constexpr std::size_t tab = 8;
    if (second.begin < first.end) {
        return 0;
    }
    const std::size_t line = source.rfind('\n', first.end.index());
    std::size_t column = first.end.index() - (line == std::string_view::npos ? 0 : line + 1);
    const std::size_t begin = column;
    for (const char c : source.substr(first.end.index(), second.begin.index() - first.end.index())) {
        if (c != ' ' && c != '\t') {
            return 0;
        }
        column = c == '\t' ? (column / tab + 1) * tab : column + 1;
    }
    return column - begin;
}

void check_echo(const Facts& facts, const ShellScript& text, const shell::Node& node, Report& report) {
    constexpr std::size_t wide = 4; // fewer are a slip of the finger
    const shell::Script& script = facts.document.commands().script;
    const auto words = script.words_of(node);
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        if (gap(facts.document.text(), words[i].span, words[i + 1].span) >= wide) {
            const Span span = join(words.front().span, words.back().span);
            report
                .at(span, "echo prints one blank between its arguments, however many stand here: put the "
                          "text in quotes")
                .as_if(span.begin < text.read_to, "SC2291");
            return;
        }
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            if (node.words.size() > 2 && program_of(script, node) == "echo") {
                check_echo(facts, text, node, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a line for a file whose indentation gets lost",
     .bad = R"(
       | FROM debian:12
       | RUN echo server:    port 80 > app.yaml
       ~     ^^^^^^^^^^^^^^^^^^^^^^^ echo prints one blank between its arguments, however many stand here: put the text in quotes
     )",
     .good = R"(
       | FROM debian:12
       | RUN echo "server:    port 80" > app.yaml && echo a  b && echo    c
     )"},
};

} // namespace

extern constexpr Rule lost_blanks{
    .id = "lost-blanks",
    .also = {"SC2291"},
    .title = "Blanks that echo does not print",
    .why = "The shell cuts a line into words and forgets how many blanks stood between them; echo puts one "
           "in each "
           "place. In quotes they stay.",
    .group = Group::correctness,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
