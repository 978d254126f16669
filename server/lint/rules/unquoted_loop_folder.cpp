#include "lint/shell_commands.hpp"
#include <string>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Part::Kind;

void look_at(const ShellScript& text, std::span<const shell::Part> parts, Report& report) {
    for (std::size_t i = 0; i < parts.size(); i += 1 + parts[i].inside) {
        const shell::Part& part = parts[i];
        if (part.quoted ||
            (part.kind != Kind::parameter && part.kind != Kind::command && part.kind != Kind::backticks)) {
            continue;
        }
        Reported finding =
            report.at(part.span, "A blank in this value would make several patterns of the one: put "
                                 "quotes around it, not around the wildcard");
        finding.as_if(reaches(text, part.span.begin), "SC2231");
        if (part.kind == Kind::parameter && part.name != "@" && part.name != "*" &&
            !part.text.contains('"')) {
            finding.fix(Safety::safe, "Put quotes around it",
                        {{.span = part.span, .text = "\"" + std::string(part.text) + "\""}});
        }
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_node(facts, shell::Node::Kind::for_clause,
                    [&](const ShellScript& text, const shell::Node& node, auto) {
                        for (const shell::Word& word : script.words_of(node)) {
                            if (has_wildcard(script, word)) {
                                look_at(text, script.parts_of(word), report);
                            }
                        }
                    });
}

constexpr Example examples[] = {
    {.title = "a folder in a variable",
     .bad = R"(
       | FROM debian:12
       | RUN for f in $PREFIX/lib/*.so; do strip "$f"; done
       ~              ^^^^^^^ A blank in this value would make several patterns of the one: put quotes around it, not around the wildcard
       + RUN for f in "$PREFIX"/lib/*.so; do strip "$f"; done
     )",
     .good = R"(
       | FROM debian:12
       | RUN for f in "$PREFIX"/lib/*.so $MORE; do strip "$f"; done
     )"},
    {.title = "what a command prints", .bad = R"(
       | FROM debian:12
       | RUN for f in $(pwd)/*; do strip "$f"; done
       ~              ^^^^^^ A blank in this value would make several patterns of the one: put quotes around it, not around the wildcard
     )"},
};

} // namespace

extern constexpr Rule unquoted_loop_folder{
    .id = "unquoted-loop-folder",
    .also = {"SC2231"},
    .title = "Unquoted variable beside a wildcard in a loop",
    .why =
        "The shell parts a value without quotes at its blanks, before it looks for files that fit. So "
        "`$dir/*` "
        "with a blank in `dir` names two things, neither of which is the folder. In `\"$dir\"/*` the value "
        "stays whole and the wildcard still works.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
