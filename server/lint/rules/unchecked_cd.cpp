#include "lint/error_exit.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/passed_commands.hpp"
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

/// The command has entered the folder or made it, so that it is there.
bool shows(const shell::Script& script, std::uint32_t node, std::string_view folder) {
    const shell::Node& command = script.nodes[node];
    const std::string_view name =
        command.kind == shell::Node::Kind::simple ? plain_name(script, command) : std::string_view{};
    const auto words = script.words_of(command);
    return (name == "cd" || name == "pushd" || name == "mkdir") &&
           std::ranges::any_of(words.subspan(1), [&](const shell::Word& word) {
               std::string_view path = word.text;
               path.remove_suffix(path.size() > 1 && path.ends_with('/') ? 1U : 0U);
               return path == folder || (name == "mkdir" && path.starts_with(folder) &&
                                         path.substr(folder.size()).starts_with('/'));
           });
}

bool is_working_folder(const model::Document& document, const model::Instruction& run,
                       std::string_view folder) {
    const auto workdir = document.context(run).workdir;
    if (!workdir) {
        return false;
    }
    const auto words = document.words(document.instructions()[*workdir]);
    return words.size() == 1 && document.expanded(words.front()) == folder;
}

/// An absolute folder that an earlier command, here or in an earlier RUN of the stage, has entered or made,
/// and would have stopped the build otherwise.
bool is_known_folder(const Facts& facts, const ShellScript& text, const model::Command& command) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    const auto arguments = commands.arguments_of(command);
    if (arguments.size() != 1 || !arguments[0].plain || !arguments[0].text.starts_with('/')) {
        return false;
    }
    std::string_view folder = arguments[0].text;
    folder.remove_suffix(folder.size() > 1 && folder.ends_with('/') ? 1U : 0U);
    const auto shows_it = [&](std::uint32_t node) { return shows(commands.script, node, folder); };
    const model::Instruction& run = document.instructions()[commands.texts[text.text].instruction];
    if (std::ranges::any_of(passed_before(facts, text, command.node), shows_it) ||
        is_working_folder(document, run, folder)) {
        return true;
    }
    return std::ranges::any_of(facts.shell.scripts, [&](const ShellScript& other) {
        const model::ShellText& earlier = commands.texts[other.text];
        const model::Instruction& owner = document.instructions()[earlier.instruction];
        return document.index(owner) < document.index(run) && !earlier.onbuild &&
               document.stage_of(owner) == document.stage_of(run) &&
               owner.span.of(document.text()).contains(folder) &&
               std::ranges::any_of(passed_at_end(facts, other), shows_it);
    });
}

/// `mkdir -p x; cd x`: what makes the folder is joined with it, else its failure would be hidden in the same
/// way.
std::optional<TextEdit> join_with_mkdir(const Facts& facts, const shell::Node& list, std::uint32_t index) {
    const shell::Script& script = facts.document.commands().script;
    const auto children = script.children_of(list);
    const auto at = std::ranges::find(children, index);
    if (at == children.begin() || at == children.end()) {
        return std::nullopt;
    }
    const shell::Node& mkdir = script.nodes[*std::prev(at)];
    const shell::Node& cd = script.nodes[index];
    const auto made = script.words_of(mkdir);
    const auto entered = script.words_of(cd);
    const bool makes = mkdir.kind == shell::Node::Kind::simple && plain_name(script, mkdir) == "mkdir" &&
                       made.size() == 3 && (made[1].text == "-p" || made[1].text == "--parents") &&
                       entered.size() == 2 && made[2].text == entered[1].text;
    if (!makes || mkdir.terminator != shell::Terminator::semicolon) {
        return std::nullopt;
    }
    const std::string_view gap = Span{mkdir.span.end, cd.span.begin}.of(facts.document.text());
    const std::size_t semicolon = gap.find_first_not_of(' ');
    if (semicolon == std::string_view::npos || gap[semicolon] != ';') {
        return std::nullopt;
    }
    return TextEdit{.span = {mkdir.span.end, mkdir.span.end + (semicolon + 1)}, .text = " &&"};
}

/// `cd x` becomes `cd x || exit 1` where it stands alone, so that nothing else would end there.
void add_fix(const Facts& facts, std::uint32_t index, Reported& finding) {
    const shell::Script& script = facts.document.commands().script;
    const std::uint32_t parent = facts.shell.parents[index];
    if (parent != shell::no_node && script.nodes[parent].kind == shell::Node::Kind::list) {
        const Offset end = script.nodes[index].span.end;
        std::vector<TextEdit> edits;
        if (auto join = join_with_mkdir(facts, script.nodes[parent], index)) {
            edits.push_back(*std::move(join));
        }
        edits.push_back({.span = {end, end}, .text = " || exit 1"});
        finding.fix(Safety::safe, "Stop if cd fails", std::move(edits));
    }
}

void look_at(const Facts& facts, const ShellScript& script, const model::Command& command, Report& report) {
    const shell::Node& node = facts.document.commands().script.nodes[command.node];
    const bool theirs = reaches(script, node.span.begin) && !sets_error_exit(facts, script);
    const bool ours = something_follows(facts, command.node) && !sets_error_exit(facts, script) &&
                      !starts_with_error_exit(facts, script) && !is_tested_before(facts, command.node) &&
                      !is_in_each_image(facts.document.commands(), command) &&
                      !is_known_folder(facts, script, command);
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
    {.title = "a folder that an earlier command has entered or made", .good = R"(
       | FROM debian:12
       | RUN cd /src && for f in a b; do cd /src; make $f; done
       | RUN mkdir -p /out/lib && { cd /out; make; }
       | RUN set -e; mkdir /new; cd /new; make
       | RUN ls && mkdir -p /made
       | RUN cd /made; make
       | WORKDIR /app
       | RUN cd /app/; make
     )"},
    {.title = "what nobody looked at shows nothing; what makes the folder is joined", .bad = R"(
       | FROM debian:12
       | RUN cd /src || cd /lib && make; cd /src; make
       ~                                 ^^^^^^^ If this cd fails, what follows runs all the same, in the wrong folder: end it with '|| exit 1' or go on with '&&'
       + RUN cd /src || cd /lib && make; cd /src || exit 1; make
       | RUN mkdir -p tmp ; cd tmp; make
       ~                    ^^^^^^ If this cd fails, what follows runs all the same, in the wrong folder: end it with '|| exit 1' or go on with '&&'
       + RUN mkdir -p tmp && cd tmp || exit 1; make
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
