#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

/// Of a command, without its folder; of `command x` and `\x` too.
std::string_view name_of(const Facts& facts, const ShellScript& script, std::uint32_t node) {
    const auto command = command_at(facts, script, node);
    if (!command) {
        return {};
    }
    const bool wrapped = command->name() == "command" && !command->arguments.empty();
    return wrapped ? command->arguments.front().text : command->name();
}

bool is_test(const Facts& facts, const ShellScript& script, std::uint32_t node) {
    const std::string_view name = name_of(facts, script, node);
    const Kind kind = facts.document.commands().script.nodes[node].kind;
    return name == "[" || name == "test" || kind == Kind::test || kind == Kind::arithmetic;
}

/// What is put behind `||` on purpose: it says something, ends, or does nothing.
bool is_harmless(const Facts& facts, const ShellScript& script, std::uint32_t node) {
    constexpr std::string_view names[] = {":", "echo", "exit", "printf", "return", "true"};
    const shell::Node& last = facts.document.commands().script.nodes[node];
    const bool assigns = last.kind == Kind::simple && last.words.empty() && !last.assignments.empty();
    return assigns || (last.kind == Kind::pipeline && last.negated) ||
           std::ranges::find(names, name_of(facts, script, node)) != std::end(names);
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_node(
        facts, Kind::and_or, [&](const ShellScript& text, const shell::Node& node, std::uint32_t index) {
            const auto children = script.children_of(node);
            const auto connector = [&](std::size_t i) { return script.nodes[children[i]].connector; };
            const std::size_t last = children.size() - 1;
            if (last < 2 || connector(last) != shell::Connector::or_if ||
                connector(last - 1) != shell::Connector::and_if || is_harmless(facts, text, children[last]) ||
                is_test(facts, text, children[last - 1]) || result_is_used(facts, index)) {
                return;
            }
            const Span sign =
                operator_before(facts, script.nodes[children[last - 2]], script.nodes[children[last - 1]]);
            report
                .at(sign,
                    "What stands behind || runs too if what stands behind this && fails: 'if …; then …; else "
                    "…; fi' says which one is meant")
                .as_if(reaches(text, sign.begin), "SC2015");
        });
}

constexpr Example examples[] = {
    {.title = "when yarn fails, npm runs after all",
     .bad = R"(
       | FROM node:22
       | RUN [ -f yarn.lock ] && yarn install || npm install
       ~                      ^^ What stands behind || runs too if what stands behind this && fails: 'if …; then …; else …; fi' says which one is meant
     )",
     .good = R"(
       | FROM node:22
       | RUN if [ -f yarn.lock ]; then yarn install; else npm install; fi
     )"},
    {.title = "a message, an end or nothing behind ||, or a test in front of it", .good = R"(
       | FROM debian:12
       | RUN make && make test || true
       | RUN make && make test || exit 1
       | RUN test -f a && test -f b || make
       | RUN if make && make test || make check; then ls; fi
     )"},
};

} // namespace

extern constexpr Rule and_or_as_if{
    .id = "and-or-as-if",
    .also = {"SC2015"},
    .title = "a && b || c in the place of if",
    .why =
        "In `a && b || c` the last command runs when `a` fails and also when `b` fails, so a failure of `b` "
        "is "
        "covered up by `c`. `if a; then b; else c; fi` runs exactly one of the two, and fails when that one "
        "fails.",
    .group = Group::correctness,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
