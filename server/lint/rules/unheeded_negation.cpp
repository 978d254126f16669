#include "lint/error_exit.hpp"
#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

bool is_loop(Kind kind) {
    return kind == Kind::for_clause || kind == Kind::while_clause || kind == Kind::until_clause ||
           kind == Kind::arithmetic_for || kind == Kind::select_clause;
}

/// The shell goes on behind it, so that its result is not that of the script or a function.
bool is_passed_over(const Facts& facts, std::uint32_t node) {
    const shell::Script& script = facts.document.commands().script;
    bool passed = false;
    for (std::uint32_t child = node; facts.shell.parents[child] != shell::no_node;) {
        const std::uint32_t up = facts.shell.parents[child];
        const shell::Node& parent = script.nodes[up];
        if (parent.kind == Kind::and_or || parent.kind == Kind::pipeline || parent.kind == Kind::simple ||
            script.nodes[child].terminator == shell::Terminator::background) {
            return false;
        }
        if (parent.kind == Kind::function) {
            return passed;
        }
        passed = passed || is_loop(parent.kind) ||
                 (parent.kind == Kind::list && script.children_of(parent).back() != child);
        child = up;
    }
    return passed;
}

void check(const Facts& facts, Report& report) {
    each_shell_node(
        facts, Kind::pipeline, [&](const ShellScript& text, const shell::Node& node, std::uint32_t index) {
            if (!node.negated || result_is_used(facts, index) || !is_passed_over(facts, index)) {
                return;
            }
            const bool theirs = sets_error_exit(facts, text);
            if (theirs || starts_with_error_exit(facts, text)) {
                report
                    .at(node.span,
                        "set -e doesn't look at a command with '!', so this check has no effect: write '… && "
                        "exit 1'")
                    .as_if(theirs && reaches(text, node.span.begin), "SC2251");
            }
        });
}

constexpr Example examples[] = {
    {.title = "a check that lets everything pass",
     .bad = R"(
       | FROM debian:12
       | RUN set -e; ! grep TODO file; make
       ~             ^^^^^^^^^^^^^^^^ set -e doesn't look at a command with '!', so this check has no effect: write '… && exit 1'
     )",
     .good = R"(
       | FROM debian:12
       | RUN set -e; if grep TODO file; then exit 1; fi; make
     )"},
    {.title = "SHELL asks for it as well", .bad = R"(
       | FROM debian:12
       | SHELL ["/bin/bash", "-ec"]
       | RUN ! grep TODO file; make
       ~     ^^^^^^^^^^^^^^^^ set -e doesn't look at a command with '!', so this check has no effect: write '… && exit 1'
     )"},
    {.title = "at the end its result is the script's, and behind && it is looked at", .good = R"(
       | FROM debian:12
       | RUN set -e; make; ! grep TODO file
       | RUN set -e; ! grep TODO file && make
       | RUN ! grep TODO file; make
     )"},
};

} // namespace

extern constexpr Rule unheeded_negation{
    .id = "unheeded-negation",
    .also = {"SC2251"},
    .title = "Negated command under set -e",
    .why = "`set -e` ends the shell at a command that fails, but POSIX leaves out those with `!` in front: "
           "`! grep "
           "TODO file` goes on whether it finds something or not.",
    .group = Group::correctness,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
