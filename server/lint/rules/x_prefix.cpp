#include "lint/shell_commands.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

/// Where the x stands: behind a quote or at the front; npos if there is none.
std::size_t place_of_x(std::string_view word) {
    const std::size_t at = word.starts_with('"') || word.starts_with('\'') ? 1 : 0;
    return word.size() > at && (word[at] == 'x' || word[at] == 'X') ? at : std::string_view::npos;
}

bool compares(std::string_view word) {
    return word == "=" || word == "==" || word == "!=";
}

/// Without the x the word must still be one.
bool may_lose_it(const shell::Script& script, const shell::Word& word) {
    return place_of_x(word.text) == 1 || !has_expansion(script, word);
}

TextEdit without_x(const shell::Word& word) {
    const std::size_t at = word.span.begin.index() + place_of_x(word.text);
    return word.text.size() == 1 ? TextEdit{.span = word.span, .text = "\"\""}
                                 : TextEdit{.span = {offset(at), offset(at + 1)}, .text = ""};
}

void look_at(const ShellScript& text, const shell::Script& script, std::span<const shell::Word> words,
             Report& report) {
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        const shell::Word& left = words[i];
        const shell::Word& right = words[i + 2];
        if (!compares(words[i + 1].text) || place_of_x(left.text) == std::string_view::npos ||
            place_of_x(right.text) == std::string_view::npos) {
            continue;
        }
        Reported finding =
            report.at(left.span, "The x guards against shells of the 1990s: '\"$x\" = value' is "
                                 "enough");
        finding.as_if(reaches(text, left.span.begin), "SC2268");
        if (may_lose_it(script, left) && may_lose_it(script, right) && left.text.size() == left.span.size() &&
            right.text.size() == right.span.size() &&
            left.text[place_of_x(left.text)] == right.text[place_of_x(right.text)]) {
            finding.fix(Safety::safe, "Drop the x", {without_x(left), without_x(right)});
        }
    }
}

void check(const Facts& facts, Report& report) {
    using Kind = shell::Node::Kind;
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            if (node.kind == Kind::test) {
                look_at(text, script, script.words_of(node), report);
            } else if (node.words.size() > 3 && (is_command(facts, i, "[") || is_command(facts, i, "test"))) {
                look_at(text, script, script.words_of(node).subspan(1), report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "an x on both sides",
     .bad = R"(
       | FROM debian:12
       | RUN if [ "x$MODE" = "xdebug" ] || test "x$MODE" = x; then make; fi
       ~          ^^^^^^^^ The x guards against shells of the 1990s: '"$x" = value' is enough
       ~                                        ^^^^^^^^ The x guards against shells of the 1990s: '"$x" = value' is enough
       + RUN if [ "$MODE" = "debug" ] || test "$MODE" = ""; then make; fi
     )",
     .good = R"(
       | FROM debian:12
       | RUN if [ "$MODE" = "debug" ]; then make; fi
     )"},
    {.title = "without quotes an empty value would leave nothing to compare", .bad = R"(
       | FROM debian:12
       | RUN [ x$MODE = xdebug ] || make
       ~       ^^^^^^ The x guards against shells of the 1990s: '"$x" = value' is enough
     )"},
    {.title = "one side, another letter, or numbers", .good = R"(
       | FROM debian:12
       | RUN [ "$ARCH" = x86_64 ] || [ "_$A" = "_b" ] || [ "x$A" -eq x ]
     )"},
};

} // namespace

extern constexpr Rule x_prefix{
    .id = "x-prefix",
    .also = {"SC2268"},
    .title = "x in front of both sides of a comparison",
    .why = "Old shells misread `[ \"$x\" = value ]` when the value looked like a sign. All shells of today's "
           "images "
           "read it right, so the x only makes it harder to read.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
