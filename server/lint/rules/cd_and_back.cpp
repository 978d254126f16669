#include "lint/error_exit.hpp"
#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// `cd ..` and `cd -`, by which a script goes back.
bool goes_back(const Facts& facts, const ShellScript& script, std::uint32_t node) {
    const auto command = command_at(facts, script, node);
    return command && command->arguments.size() == 1 &&
           (command->arguments[0].text == ".." || command->arguments[0].text == "-");
}

void look_at(const Facts& facts, const ShellScript& script, const shell::Node& list, Report& report) {
    const auto children = facts.document.commands().script.children_of(list);
    bool went = false;
    for (const std::uint32_t child : children) {
        if (!is_command(facts, child, "cd")) {
            continue;
        }
        if (!goes_back(facts, script, child)) {
            went = true;
        } else if (went && !result_is_used(facts, child) && !sets_error_exit(facts, script)) {
            const Span span = facts.document.commands().script.nodes[child].span;
            report
                .at(span,
                    "If the cd before failed, this goes up from the wrong folder: a subshell, '(cd dir && "
                    "…)', goes back by itself")
                .as_if(reaches(script, span.begin), "SC2103");
            return;
        }
    }
}

void check(const Facts& facts, Report& report) {
    each_shell_node(facts, shell::Node::Kind::list,
                    [&](const ShellScript& script, const shell::Node& node, auto) {
                        if (node.children.size() > 1) {
                            look_at(facts, script, node, report);
                        }
                    });
}

constexpr Example examples[] = {
    {.title = "there and back",
     .bad = R"(
       | FROM debian:12
       | RUN cd lib; make; cd ..; ls
       ~                   ^^^^^ If the cd before failed, this goes up from the wrong folder: a subshell, '(cd dir && …)', goes back by itself
     )",
     .good = R"(
       | FROM debian:12
       | RUN (cd lib && make); ls
     )"},
    {.title = "a chain of && goes no further when the first cd fails", .good = R"(
       | FROM debian:12
       | RUN cd lib && make && cd .. && ls
       | RUN set -e; cd lib; make; cd ..; cd ../..
     )"},
};

} // namespace

extern constexpr Rule cd_and_back{
    .id = "cd-and-back",
    .also = {"SC2103"},
    .title = "cd .. after a cd that may have failed",
    .why = "When the first cd fails, the shell stays where it was, and the `cd ..` behind goes up one folder "
           "too "
           "far. What is in parentheses runs in a shell of its own, so that its cd ends with it.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
