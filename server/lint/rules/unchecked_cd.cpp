#include "lint/error_exit.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// `..`, `/`, `../..`: these are always there.
bool is_always_there(std::string_view folder) {
    return !folder.empty() && !folder.contains("...") &&
           folder.find_first_not_of("./") == std::string_view::npos;
}

/// `cd` itself or what `command cd` runs, unless it can't fail or goes nowhere.
bool may_fail(const model::Commands& commands, const model::Command& command) {
    const auto arguments = commands.arguments_of(command);
    if (command.name == "pushd" || command.name == "popd") {
        return !has_option(arguments, "n") && !(arguments.size() == 1 && is_always_there(arguments[0].text));
    }
    return command.name == "cd" && !(arguments.size() == 1 && is_always_there(arguments[0].text));
}

bool is_own(const model::Commands& commands, const model::Command& command) {
    if (!command.through_wrapper) {
        return true;
    }
    const std::string_view outer = commands.all[command.outer].name;
    return outer == "command" || outer == "builtin";
}

/// Each image has these.
bool is_in_each_image(const model::Commands& commands, const model::Command& command) {
    constexpr std::string_view folders[] = {"/etc", "/home", "/opt", "/root", "/tmp", "/usr", "/var", "~"};
    const auto arguments = commands.arguments_of(command);
    return arguments.empty() ||
           (arguments.size() == 1 && std::ranges::binary_search(folders, arguments[0].text));
}

/// `[ -d x ] && cd x; …`: to stay is meant as well.
bool is_tested_before(const Facts& facts, std::uint32_t node) {
    const std::uint32_t up = facts.shell.parents[node];
    const shell::Script& script = facts.document.commands().script;
    return up != shell::no_node && script.nodes[up].kind == shell::Node::Kind::and_or &&
           std::ranges::any_of(script.children_of(script.nodes[up]), [&](std::uint32_t child) {
               return script.nodes[child].kind == shell::Node::Kind::test || is_command(facts, child, "[") ||
                      is_command(facts, child, "test");
           });
}

/// `cd x` becomes `cd x || exit 1` where it stands alone, so that nothing else would end there.
void add_fix(const Facts& facts, std::uint32_t index, Reported& finding) {
    const shell::Script& script = facts.document.commands().script;
    const std::uint32_t parent = facts.shell.parents[index];
    if (parent != shell::no_node && script.nodes[parent].kind == shell::Node::Kind::list) {
        const Offset end = script.nodes[index].span.end;
        finding.fix(Safety::safe, "Stop if cd fails", {{.span = {end, end}, .text = " || exit 1"}});
    }
}

void look_at(const Facts& facts, const ShellScript& script, const model::Command& command, Report& report) {
    const shell::Node& node = facts.document.commands().script.nodes[command.node];
    const bool theirs = reaches(script, node.span.begin) && !sets_error_exit(facts, script);
    const bool ours = something_follows(facts, command.node) && !sets_error_exit(facts, script) &&
                      !starts_with_error_exit(facts, script) && !is_tested_before(facts, command.node) &&
                      !is_in_each_image(facts.document.commands(), command);
    if (!ours && !theirs) {
        return;
    }
    Reported finding = report.at(node.span,
                                 "If this {} fails, what follows runs all the same, in the wrong folder: end "
                                 "it with '|| exit 1' or go on with '&&'",
                                 command.name);
    found_by(finding, ours, theirs, "SC2164");
    add_fix(facts, command.node, finding);
}

void check(const Facts& facts, Report& report) {
    const model::Commands& commands = facts.document.commands();
    for (const ShellScript& script : facts.shell.scripts) {
        for (const model::Command& command : commands.of(commands.texts[script.text])) {
            if (may_fail(commands, command) && is_own(commands, command) &&
                !command.name_span.of(facts.document.text()).contains('/') &&
                !result_is_used(facts, command.node)) {
                look_at(facts, script, command, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a semicolon goes on whatever happened",
     .bad = R"(
       | FROM debian:12
       | RUN cd /src; make
       ~     ^^^^^^^ If this cd fails, what follows runs all the same, in the wrong folder: end it with '|| exit 1' or go on with '&&'
       + RUN cd /src || exit 1; make
     )",
     .good = R"(
       | FROM debian:12
       | RUN cd /src && make
     )"},
    {.title = "so does the next line of a here-document",
     .bad = R"(
       | FROM debian:12
       | RUN <<EOF
       | cd /src
       ~ ^^^^^^^ If this cd fails, what follows runs all the same, in the wrong folder: end it with '|| exit 1' or go on with '&&'
       + cd /src || exit 1
       | make
       | EOF
     )",
     .good = R"(
       | FROM debian:12
       | RUN <<EOF
       | set -e
       | cd /src
       | make
       | EOF
     )"},
    {.title = "behind && the end of the line is no safer", .bad = R"(
       | FROM debian:12
       | RUN for d in a b; do mkdir "$d" && cd "$d"; make; done
       ~                                    ^^^^^^^ If this cd fails, what follows runs all the same, in the wrong folder: end it with '|| exit 1' or go on with '&&'
     )"},
    {.title = "where nothing follows, the RUN itself fails; a shell with -e ends by itself", .bad = R"(
       | FROM debian:12
       | RUN mkdir /src && cd /src
       ~                   ^^^^^^^ (SC2164 only) If this cd fails, what follows runs all the same, in the wrong folder: end it with '|| exit 1' or go on with '&&'
       | SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
       | RUN cd /src; make
       ~     ^^^^^^^ (SC2164 only) If this cd fails, what follows runs all the same, in the wrong folder: end it with '|| exit 1' or go on with '&&'
       + RUN cd /src || exit 1; make
     )"},
    {.title = "asked for, or always there", .good = R"(
       | FROM debian:12
       | RUN if cd /src; then make; fi; cd ..; ls
       | RUN { cd /src; make; } || exit 1
       | RUN [ -d src ] && cd src; make
       | RUN cd /tmp; make
     )"},
};

} // namespace

extern constexpr Rule unchecked_cd{
    .id = "unchecked-cd",
    .also = {"SC2164"},
    .title = "cd whose failure nobody notices",
    .why = "A shell goes on behind a command that failed, if a semicolon or a new line stands between. When "
           "the folder of a cd does not exist, all that follows is then run in the folder before it: files "
           "are deleted, built or copied in the wrong place, and the build may still succeed.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
