#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// To these a name with `./` in front is the same file and nothing else: it is not printed, and not
/// kept under that name.
constexpr std::string_view alike[] = {
    "ash", "bash", "cat", "chgrp", "chmod", "chown", "cp",     "dash", "dpkg",
    "gpg", "mv",   "rm",  "rmdir", "rpm",   "sh",    "source", "tail", "touch",
};
static_assert(std::ranges::is_sorted(alike));

/// What they take are no files.
constexpr std::string_view fileless[] = {"alias", "declare", "eval", "export",  "expr",
                                         "local", "read",    "set",  "typeset", "unset"};
static_assert(std::ranges::is_sorted(fileless));

/// Whatever they get, they print or compare it.
bool takes_anything(const ShellCommand& command) {
    constexpr std::string_view names[] = {"[", "echo", "printf"};
    const bool wrapped = command.name() == "command" && !command.arguments.empty();
    const std::string_view name = wrapped ? command.arguments.front().text : command.name();
    return std::ranges::find(names, name) != std::end(names);
}

/// Begins with a wildcard; `*(…)` and `?(…)` are patterns of bash that need not.
bool begins_with_wildcard(const Facts& facts, const model::Argument& argument) {
    const shell::Script& script = facts.document.commands().script;
    if (argument.word == shell::no_node ||
        facts.document.text().substr(argument.span.end.index()).starts_with('(')) {
        return false;
    }
    const auto parts = script.parts_of(script.words[argument.word]);
    return !parts.empty() && parts.front().kind == shell::Part::Kind::literal &&
           (parts.front().text.front() == '*' || parts.front().text.front() == '?') &&
           !script.words[argument.word].text.substr(1).starts_with('(');
}

void look_at(const Facts& facts, const ShellCommand& command, Report& report) {
    for (const model::Argument& argument : command.arguments) {
        if (argument.text == "--") {
            return;
        }
        if (!argument.text.starts_with('*') && !argument.text.starts_with('?')) {
            continue;
        }
        if (!begins_with_wildcard(facts, argument)) {
            continue;
        }
        Reported finding = report.at(argument.span,
                                     "A file here whose name begins with a dash would be an option to '{}': "
                                     "put ./ in front",
                                     command.name());
        finding.as_if(reaches(command.script, argument.span.begin), "SC2035");
        if (!std::ranges::binary_search(fileless, command.name())) {
            const bool safe = std::ranges::binary_search(alike, command.name());
            finding.fix(safe ? Safety::safe : Safety::unsafe, "Put ./ in front",
                        {{.span = {argument.span.begin, argument.span.begin}, .text = "./"}});
        }
    }
}

void check(const Facts& facts, Report& report) {
    each_shell_command(facts, [&](const ShellCommand& command) {
        if (!command.arguments.empty() && !takes_anything(command)) {
            look_at(facts, command, report);
        }
    });
}

constexpr Example examples[] = {
    {.title = "a file named -i would be an option",
     .bad = R"(
       | FROM debian:12
       | RUN rm -f *.deb
       ~           ^^^^^ A file here whose name begins with a dash would be an option to 'rm': put ./ in front
       + RUN rm -f ./*.deb
     )",
     .good = R"(
       | FROM debian:12
       | RUN rm -f ./*.deb && rm -f -- *.tmp && rm -f /tmp/*.deb
     )"},
    {.title = "tar keeps the names as they are given, so ./ would be kept too", .bad = R"(
       | FROM debian:12
       | RUN tar czf /all.tgz *
       ~                      ^ A file here whose name begins with a dash would be an option to 'tar': put ./ in front
     )"},
    {.title = "echo takes no files, a loop no options, and quotes make it plain text", .good = R"(
       | FROM debian:12
       | RUN echo * && for f in *; do wc -l "./$f"; done && find . -name '*.pyc'
     )"},
    {.title = "what is no file name has no fix", .bad = R"(
       | FROM debian:12
       | RUN expr 2 * 3
       ~            ^ A file here whose name begins with a dash would be an option to 'expr': put ./ in front
     )"},
};

} // namespace

extern constexpr Rule leading_wildcard{
    .id = "leading-wildcard",
    .also = {"SC2035"},
    .title = "Wildcard at the front of an argument",
    .why =
        "The shell puts the names of all fitting files in the place of `*`. A name that begins with a dash, "
        "like `-rf`, is then an option to the program. With `./*` each name begins with `./`, and none can "
        "be mistaken.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::all,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
