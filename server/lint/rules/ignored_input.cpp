#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

/// Programs that never look at their input, as ShellCheck 0.11 lists them.
constexpr std::string_view deaf[] = {
    "alias", "basename", "bg",    "cal",   "cd",      "chgrp",   "chmod", "chown",  "cp",   "du",
    "echo",  "export",   "fg",    "fuser", "getconf", "getopts", "ipcrm", "ipcs",   "jobs", "kill",
    "ln",    "locale",   "ls",    "mv",    "printf",  "ps",      "pwd",   "renice", "rm",   "rmdir",
    "set",   "sleep",    "touch", "trap",  "ulimit",  "unalias", "uname",
};
static_assert(std::ranges::is_sorted(deaf));

/// `rm -i` asks, and a substitution in its words may read.
bool may_read(const shell::Script& script, const ShellCommand& command) {
    const std::string_view name = command.name();
    const bool asks =
        (name == "rm" || name == "mv" || name == "cp") && has_option(command.arguments, "i", "interactive");
    return asks || std::ranges::any_of(script.words_of(command.node), [&](const shell::Word& word) {
               return std::ranges::any_of(script.parts_of(word), [](const shell::Part& part) {
                   return part.node != shell::no_node;
               });
           });
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_node(facts, Kind::pipeline, [&](const ShellScript& text, const shell::Node& node, auto) {
        for (const std::uint32_t child : script.children_of(node).subspan(1)) {
            const auto command = command_at(facts, text, child);
            if (!command) {
                continue;
            }
            const bool wrapped = command->name() == "command" && !command->arguments.empty();
            const std::string_view name = wrapped ? command->arguments.front().text : command->name();
            if (std::ranges::binary_search(deaf, name) && !may_read(script, *command)) {
                report
                    .at(command->node.span,
                        "'{}' reads no input, so what comes through the pipe is lost: is "
                        "'xargs' missing, or '&&' meant",
                        name)
                    .as_if(reaches(text, command->node.span.begin), "SC2216");
            }
        }
    });
}

constexpr Example examples[] = {
    {.title = "names do not come through a pipe",
     .bad = R"(
       | FROM debian:12
       | RUN find /opt -name core | rm -f
       ~                            ^^^^^ 'rm' reads no input, so what comes through the pipe is lost: is 'xargs' missing, or '&&' meant
       | RUN ./server | sleep 20
       ~                ^^^^^^^^ 'sleep' reads no input, so what comes through the pipe is lost: is 'xargs' missing, or '&&' meant
     )",
     .good = R"(
       | FROM debian:12
       | RUN find /opt -name core -print0 | xargs -0 rm -f
     )"},
    {.title = "answers, and what a substitution reads", .good = R"(
       | FROM debian:12
       | RUN yes | rm -i /opt/a && cat version | echo v$(cat)
     )"},
};

} // namespace

extern constexpr Rule ignored_input{
    .id = "ignored-input",
    .also = {"SC2216"},
    .title = "Pipe into a command that reads nothing",
    .why = "`rm`, `cp`, `echo` and the like take what they work on as arguments and never read what comes "
           "through a "
           "pipe. `xargs` makes arguments of it. The commands of a pipe also run at the same time, not one "
           "after "
           "the other.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
