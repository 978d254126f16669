#include "lint/shell_commands.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_node(
        facts, shell::Node::Kind::simple, [&](const ShellScript& text, const shell::Node& node, auto) {
            if (node.words.empty() || script.words_of(node).front().text == "[") {
                return;
            }
            const shell::Word& name = script.words_of(node).front();
            if (has_wildcard(script, name)) {
                report
                    .at(name.span,
                        "The shell runs the first file that fits, and gives it the names of the others as "
                        "arguments")
                    .as_if(reaches(text, name.span.begin), "SC2211");
            }
        });
}

constexpr Example examples[] = {
    {.title = "an installer of any version",
     .bad = R"(
       | FROM debian:12
       | RUN sh -c true && ./cuda_*.run --silent
       ~                   ^^^^^^^^^^^^ The shell runs the first file that fits, and gives it the names of the others as arguments
     )",
     .good = R"(
       | FROM debian:12
       | RUN ./cuda_12.8.1_linux.run --silent && ls /opt/* && "./a*"
     )"},
    {.title = "part of a comment that is none", .bad = R"(
       | FROM debian:12
       | RUN ls; *.txt
       ~         ^^^^^ The shell runs the first file that fits, and gives it the names of the others as arguments
     )"},
};

} // namespace

extern constexpr Rule wildcard_command{
    .id = "wildcard-command",
    .also = {"SC2211"},
    .title = "Wildcard as the name of a command",
    .why = "The shell puts the names of all fitting files in the place of a wildcard, sorted. The first "
           "becomes the "
           "command, the others its arguments; when none fits, the build says that the command is not found. "
           "Often "
           "a quote or a sign in front is missing.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
