#include "lint/rule.hpp"
#include "lint/variable_uses.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::lint::rules {
namespace {

using Use = VariableUse::Kind;

/// What the shell itself or the system's library reads.
bool is_read_by_shell(std::string_view name) {
    constexpr std::string_view names[] = {"CDPATH",
                                          "CHILD_MAX",
                                          "COLUMNS",
                                          "COMPREPLY",
                                          "DIRSTACK",
                                          "DISPLAY",
                                          "EMACS",
                                          "ENV",
                                          "EUID",
                                          "EXECIGNORE",
                                          "FCEDIT",
                                          "FIGNORE",
                                          "FUNCNEST",
                                          "GLOBIGNORE",
                                          "GROUPS",
                                          "HOME",
                                          "HOSTFILE",
                                          "HOSTNAME",
                                          "IFS",
                                          "IGNOREEOF",
                                          "INPUTRC",
                                          "LANG",
                                          "LANGUAGE",
                                          "LD_LIBRARY_PATH",
                                          "LINES",
                                          "LOGNAME",
                                          "MAIL",
                                          "MAILCHECK",
                                          "MAILPATH",
                                          "OLDPWD",
                                          "OPTARG",
                                          "OPTERR",
                                          "OPTIND",
                                          "PATH",
                                          "POSIXLY_CORRECT",
                                          "PROMPT_COMMAND",
                                          "PROMPT_DIRTRIM",
                                          "PS1",
                                          "PS2",
                                          "PS3",
                                          "PS4",
                                          "PWD",
                                          "RANDOM",
                                          "REPLY",
                                          "SECONDS",
                                          "SHELL",
                                          "SHELLOPTS",
                                          "BASHOPTS",
                                          "TERM",
                                          "TIMEFORMAT",
                                          "TMOUT",
                                          "TMPDIR",
                                          "TZ",
                                          "UID",
                                          "USER",
                                          "XAUTHORITY",
                                          "LC_ALL",
                                          "LC_COLLATE",
                                          "LC_CTYPE",
                                          "LC_MESSAGES",
                                          "LC_MONETARY",
                                          "LC_NUMERIC",
                                          "LC_TIME"};
    return name.starts_with('_') || name.starts_with("BASH_") || name.starts_with("HIST") ||
           name.starts_with("READLINE_") || std::ranges::find(names, name) != std::end(names);
}

bool assigns(const Facts& facts, const ShellScript& text) {
    const shell::Script& script = facts.document.commands().script;
    for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
        const shell::Node& node = script.nodes[i];
        const std::string_view name = plain_name(script, node);
        if (!node.name.empty() || (!node.assignments.empty() && node.words.empty()) || name == "read" ||
            name == "let" || name == "local" || name == "declare" || name == "readonly" ||
            name == "typeset") {
            return true;
        }
    }
    return false;
}

void check_script(const Facts& facts, const ShellScript& text, Report& report) {
    std::vector<VariableUse> uses = variable_uses(facts.document, text);
    std::ranges::sort(uses, {}, &VariableUse::name);
    for (std::size_t begin = 0, end = 0; begin < uses.size(); begin = end) {
        const VariableUse* last = nullptr;
        bool used = false;
        for (end = begin; end < uses.size() && uses[end].name == uses[begin].name; ++end) {
            used = used || uses[end].kind != Use::assigned;
            last = last == nullptr || last->span.begin < uses[end].span.begin ? &uses[end] : last;
        }
        if (used || is_read_by_shell(last->name) || is_given(facts.document, text, last->name)) {
            continue;
        }
        report
            .at(last->span,
                "{} is assigned and nothing in this RUN reads it; it is gone at its end. For programs, "
                "export "
                "it, for later instructions, use ENV",
                last->name)
            .as_if(last->span.begin < text.read_to, "SC2034");
    }
}

void check(const Facts& facts, Report& report) {
    for (const ShellScript& text : facts.shell.scripts) {
        if (assigns(facts, text)) {
            check_script(facts, text, report);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a value that no program gets",
     .bad = R"(
       | FROM debian:12
       | RUN DEBIAN_FRONTEND=noninteractive; apt-get install -y --no-install-recommends curl=8.5
       ~     ^^^^^^^^^^^^^^^ DEBIAN_FRONTEND is assigned and nothing in this RUN reads it; it is gone at its end. For programs, export it, for later instructions, use ENV
     )",
     .good = R"(
       | FROM debian:12
       | ENV FLAGS=-O2
       | RUN DEBIAN_FRONTEND=noninteractive apt-get update && export A=1 && x=2 && echo $x && PATH=/opt:$PATH
       | RUN FLAGS=-O3; make && trap 'echo $y' EXIT && y=1
     )"},
};

} // namespace

extern constexpr Rule unused_variable{
    .id = "unused-variable",
    .also = {"SC2034"},
    .title = "Variable that nothing reads",
    .why = "A variable that is set in a RUN lives until the RUN's end, and programs see it only if it is "
           "exported "
           "or stands in front of the command. One that nothing reads is a slip or left over.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
