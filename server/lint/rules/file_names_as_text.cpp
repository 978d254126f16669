#include "lint/shell_commands.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

bool is_any_of(const model::Argument& argument, std::initializer_list<std::string_view> texts) {
    return std::ranges::find(texts, argument.text) != texts.end();
}

/// The names end with a NUL, or are written in a way of their own.
bool parts_names(const ShellCommand& find, const ShellCommand& xargs) {
    return std::ranges::any_of(find.arguments,
                               [](const model::Argument& argument) {
                                   return is_any_of(argument, {"-print0", "-printf", "-fprint0", "-fprintf",
                                                               "print0", "printf"});
                               }) ||
           std::ranges::any_of(xargs.arguments, [](const model::Argument& argument) {
               return (argument.text.starts_with('-') && argument.text.contains('0')) ||
                      argument.text.starts_with("--null");
           });
}

/// `find … | xargs …` that only prints what it finds, whole: the last that it does may be `-print0`.
void add_fix(const ShellCommand& find, const ShellCommand& xargs, Reported& finding) {
    constexpr std::string_view kept[] = {
        "-a",     "-empty", "-iname", "-ipath", "-maxdepth", "-mindepth", "-mount", "-mtime", "-name",
        "-newer", "-not",   "-path",  "-perm",  "-regex",    "-size",     "-type",  "-user",  "-xdev",
    };
    const bool plain = std::ranges::all_of(find.arguments, [&](const model::Argument& argument) {
        return !argument.text.starts_with('-') || std::ranges::find(kept, argument.text) != std::end(kept);
    });
    const bool own_ends = std::ranges::any_of(xargs.arguments, [](const model::Argument& argument) {
        return argument.text.starts_with("-d") || argument.text.starts_with("-E") ||
               argument.text.starts_with("-e") || argument.text.starts_with("-L") ||
               argument.text.starts_with("--delimiter");
    });
    if (!plain || own_ends || find.arguments.empty()) {
        return;
    }
    const Offset end = find.arguments.back().span.end;
    const Offset behind = xargs.command.name_span.end;
    finding.fix(Safety::safe, "Use -print0 and xargs -0",
                {{.span = {end, end}, .text = " -print0"}, {.span = {behind, behind}, .text = " -0"}});
}

void ls_in_pipe(const Facts& facts, const ShellScript& script, std::uint32_t ls, std::uint32_t next,
                Report& report) {
    const Span span = facts.document.commands().script.nodes[ls].span;
    const bool theirs = reaches(script, span.begin);
    if (is_command(facts, next, "grep")) {
        report.at(span, "A wildcard, or 'find', chooses files by name; the text that ls prints is for people")
            .as_if(theirs, "SC2010");
    } else if (is_command(facts, next, "xargs")) {
        report
            .at(span, "xargs takes a file name with a blank in it for two: use 'find … -print0 | xargs -0 …' "
                      "or 'find … -exec … +'")
            .as_if(theirs, "SC2011");
    } else if (const auto command = command_at(facts, script, ls);
               command && !has_option(command->arguments, "N")) {
        report
            .at(span, "The text that ls prints is for people: names with unusual letters are changed in "
                      "it, which 'find' doesn't do")
            .as_if(theirs, "SC2012");
    }
}

void find_in_pipe(const Facts& facts, const ShellScript& script, std::uint32_t find, std::uint32_t next,
                  Report& report) {
    const auto command = command_at(facts, script, find);
    const auto xargs = command_at(facts, script, next);
    if (!command || !xargs || parts_names(*command, *xargs)) {
        return;
    }
    Reported finding =
        report.at(command->node.span, "xargs takes a file name with a blank in it for two: let the names end "
                                      "with -print0, and read them with 'xargs -0'");
    finding.as_if(reaches(script, command->node.span.begin), "SC2038");
    add_fix(*command, *xargs, finding);
}

void check_pipes(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_node(facts, Kind::pipeline, [&](const ShellScript& text, const shell::Node& node, auto) {
        const auto children = script.children_of(node);
        for (std::size_t i = 0; i + 1 < children.size(); ++i) {
            if (is_command(facts, children[i], "ls")) {
                ls_in_pipe(facts, text, children[i], children[i + 1], report);
            } else if (is_command(facts, children[i], "find") &&
                       is_command(facts, children[i + 1], "xargs")) {
                find_in_pipe(facts, text, children[i], children[i + 1], report);
            }
        }
    });
}

/// The one command of a `$(…)`, where that is all of the word; else shell::no_node.
std::uint32_t substituted(const shell::Script& script, const shell::Word& word) {
    const auto parts = script.parts_of(word);
    if (parts.size() != 1 || parts[0].node == shell::no_node || parts[0].kind == shell::Part::Kind::process) {
        return shell::no_node;
    }
    const auto children = script.children_of(script.nodes[parts[0].node]);
    return children.size() == 1 ? children[0] : shell::no_node;
}

void check_loops(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_node(facts, Kind::for_clause, [&](const ShellScript& text, const shell::Node& node, auto) {
        const auto words = script.words_of(node);
        const std::uint32_t inner = words.size() == 1 ? substituted(script, words[0]) : shell::no_node;
        if (inner == shell::no_node) {
            return;
        }
        const bool theirs = reaches(text, words[0].span.begin);
        if (is_command(facts, inner, "find")) {
            report
                .at(words[0].span,
                    "The loop takes a file name with a blank in it for two: use 'find … -exec' "
                    "or 'find … | while read'")
                .as_if(theirs, "SC2044");
        } else if (is_command(facts, inner, "ls")) {
            report
                .at(words[0].span, "The loop takes a file name with a blank in it for two: loop over a "
                                   "wildcard like /data/* instead")
                .as_if(theirs, "SC2045");
        }
    });
}

void check(const Facts& facts, Report& report) {
    check_pipes(facts, report);
    check_loops(facts, report);
}

constexpr Example examples[] = {
    {.title = "xargs parts its input at blanks",
     .bad = R"(
       | FROM debian:12
       | RUN find /opt -name '*.pyc' | xargs rm
       ~     ^^^^^^^^^^^^^^^^^^^^^^^ xargs takes a file name with a blank in it for two: let the names end with -print0, and read them with 'xargs -0'
       + RUN find /opt -name '*.pyc' -print0 | xargs -0 rm
     )",
     .good = R"(
       | FROM debian:12
       | RUN find /opt -name '*.pyc' -print0 | xargs -0 rm && find /opt -name '*.a' -delete
     )"},
    {.title = "an or, or something done with each file, can't take -print0 at its end", .bad = R"(
       | FROM debian:12
       | RUN find . -name a -o -name b | xargs rm
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^ xargs takes a file name with a blank in it for two: let the names end with -print0, and read them with 'xargs -0'
     )"},
    {.title = "what ls prints",
     .bad = R"(
       | FROM debian:12
       | RUN ls /opt | xargs rm && ls /opt | grep -q cuda && ls -t /opt | head -1
       ~     ^^^^^^^ xargs takes a file name with a blank in it for two: use 'find … -print0 | xargs -0 …' or 'find … -exec … +'
       ~                           ^^^^^^^ A wildcard, or 'find', chooses files by name; the text that ls prints is for people
       ~                                                     ^^^^^^^^^^ The text that ls prints is for people: names with unusual letters are changed in it, which 'find' doesn't do
     )",
     .good = R"(
       | FROM debian:12
       | RUN ls /opt && test -d /opt/cuda-*
     )"},
    {.title = "a loop over what a program prints", .bad = R"(
       | FROM debian:12
       | RUN for f in $(find . -name '*.so'); do strip "$f"; done; for d in $(ls /opt); do echo "$d"; done
       ~              ^^^^^^^^^^^^^^^^^^^^^^ The loop takes a file name with a blank in it for two: use 'find … -exec' or 'find … | while read'
       ~                                                                    ^^^^^^^^^^ The loop takes a file name with a blank in it for two: loop over a wildcard like /data/* instead
     )"},
};

} // namespace

extern constexpr Rule file_names_as_text{
    .id = "file-names-as-text",
    .also = {"SC2010", "SC2011", "SC2012", "SC2038", "SC2044", "SC2045"},
    .title = "File names read from what ls or find print",
    .why =
        "A file name may have blanks and even line ends in it. Where names are read as text, one such name "
        "becomes two that don't exist, and a later `rm` or `chmod` takes the wrong file. Wildcards, "
        "`find -exec … +` and names that end with a NUL (`-print0` and `xargs -0`) keep them whole.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
