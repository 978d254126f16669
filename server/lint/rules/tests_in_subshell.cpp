#include "lint/shell_commands.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

/// How many tests a node is made of; 0 if it has anything else in it.
std::size_t tests_in(const Facts& facts, std::uint32_t index) {
    const shell::Script& script = facts.document.commands().script;
    const shell::Node& node = script.nodes[index];
    switch (node.kind) {
    case Kind::simple: return is_command(facts, index, "[") || is_command(facts, index, "test") ? 1 : 0;
    case Kind::test: return 1;
    case Kind::list:
    case Kind::and_or:
    case Kind::group:
    case Kind::subshell:
    case Kind::pipeline: {
        const auto children = script.children_of(node);
        if (node.kind == Kind::pipeline && children.size() > 1) {
            return 0;
        }
        std::size_t all = 0;
        for (const std::uint32_t child : children) {
            const std::size_t inside = tests_in(facts, child);
            if (inside == 0) {
                return 0;
            }
            all += inside;
        }
        return all;
    }
    default: return 0;
    }
}

/// `if ( … ); then`: the parentheses are all of the condition, which ShellCheck has another code for.
bool is_whole_condition(const Facts& facts, std::uint32_t index) {
    const shell::Script& script = facts.document.commands().script;
    const std::uint32_t list = facts.shell.parents[index];
    if (list == shell::no_node || script.nodes[list].kind != Kind::list ||
        script.nodes[list].children.size() != 1 || facts.shell.parents[list] == shell::no_node) {
        return false;
    }
    const shell::Node& around = script.nodes[facts.shell.parents[list]];
    const auto children = script.children_of(around);
    const auto at = static_cast<std::size_t>(std::ranges::find(children, list) - children.begin());
    const bool loops = around.kind == Kind::while_clause || around.kind == Kind::until_clause;
    return (loops && at == 0) ||
           (around.kind == Kind::if_clause && at % 2 == 0 && !(around.has_else && at + 1 == children.size()));
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_node(
        facts, Kind::subshell, [&](const ShellScript& text, const shell::Node& node, std::uint32_t index) {
            if (tests_in(facts, index) < 2 || is_whole_condition(facts, index)) {
                return;
            }
            Reported finding = report.at(
                node.span,
                "Parentheses start a shell for the tests in them; braces, '{ …; }', only group them");
            finding.as_if(reaches(text, node.span.begin), "SC2235");
            const auto inside = script.children_of(node);
            const Offset end = script.nodes[inside.front()].span.end;
            const std::size_t close = facts.document.text().find(')', end.index());
            if (inside.size() == 1 && close < node.span.end.index() &&
                facts.document.text().substr(end.index(), close - end.index()).find_first_not_of(" \t") ==
                    std::string_view::npos) {
                finding.fix(
                    Safety::safe, "Group with braces",
                    {{.span = {node.span.begin, script.nodes[inside.front()].span.begin}, .text = "{ "},
                     {.span = {end, offset(close + 1)}, .text = "; }"}});
            }
        });
}

constexpr Example examples[] = {
    {.title = "two tests that belong together",
     .bad = R"(
       | FROM debian:12
       | RUN ([ -f a ] || [ -f b ]) && make
       ~     ^^^^^^^^^^^^^^^^^^^^^^ Parentheses start a shell for the tests in them; braces, '{ …; }', only group them
       + RUN { [ -f a ] || [ -f b ]; } && make
     )",
     .good = R"(
       | FROM debian:12
       | RUN { [ -f a ] || [ -f b ]; } && make
     )"},
    {.title = "one test, or something else among them", .good = R"(
       | FROM debian:12
       | RUN (cd a && [ -f b ]) && make; ([ -f a ]) && make
     )"},
};

} // namespace

extern constexpr Rule tests_in_subshell{
    .id = "tests-in-subshell",
    .also = {"SC2235"},
    .title = "Tests in parentheses",
    .why =
        "Parentheses are for commands that must not change the shell around them, such as cd. Tests change "
        "nothing, so braces are enough to say which belong together.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
