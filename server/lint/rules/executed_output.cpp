#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

using PartKind = shell::Part::Kind;

/// A command that is nothing but `$(…)`.
void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            if (node.kind != shell::Node::Kind::simple || node.words.size() != 1 ||
                !node.assignments.empty()) {
                continue;
            }
            const auto parts = script.parts_of(script.words_of(node).front());
            if (parts.size() == 1 && parts.front().kind == PartKind::command) {
                report
                    .at(parts.front().span,
                        "The shell runs what this prints as a command: leave $( ) out, or use "
                        "eval if that is meant")
                    .as_if(parts.front().span.begin < text.read_to, "SC2091");
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a call in brackets",
     .bad = R"x(
       | FROM debian:12
       | RUN $(make install) && if $(true); then echo a; fi
       ~     ^^^^^^^^^^^^^^^ The shell runs what this prints as a command: leave $( ) out, or use eval if that is meant
       ~                           ^^^^^^^ The shell runs what this prints as a command: leave $( ) out, or use eval if that is meant
     )x",
     .good = R"x(
       | FROM debian:12
       | RUN make install && x=$(date) && $(command -v python3) -V && eval "$(ssh-agent)"
     )x"},
};

} // namespace

extern constexpr Rule executed_output{
    .id = "executed-output",
    .also = {"SC2091"},
    .title = "Output that is run as a command",
    .why = "'$(command)' on its own runs the command, and then runs what it printed. Where that is nothing, "
           "all is "
           "well by chance; where it is text, the build fails with 'not found'.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
