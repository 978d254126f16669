#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

/// `$(< file)`, by which bash reads a file; in a pipe it is another mistake.
bool stands_elsewhere(const Facts& facts, std::uint32_t index) {
    const shell::Script& script = facts.document.commands().script;
    const std::uint32_t up = facts.shell.parents[index];
    if (up == shell::no_node) {
        return false;
    }
    const std::uint32_t around = facts.shell.parents[up];
    return (script.nodes[up].kind == Kind::pipeline && script.nodes[up].children.size() > 1) ||
           (script.nodes[up].kind == Kind::list && around != shell::no_node &&
            script.nodes[up].children.size() == 1 && script.nodes[around].children.empty());
}

/// `a &> b`, of which sh makes `a &` and `> b`: what only bash knows is another finding.
bool is_half_of_bash(const Facts& facts, const shell::Node& node) {
    const std::size_t begin = node.span.begin.index();
    return begin > 0 && facts.document.text()[begin - 1] == '&' &&
           (begin < 2 || facts.document.text()[begin - 2] != '&');
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_node(
        facts, Kind::simple, [&](const ShellScript& text, const shell::Node& node, std::uint32_t index) {
            if (!node.words.empty() || !node.assignments.empty() || node.redirections.empty() ||
                stands_elsewhere(facts, index) || is_half_of_bash(facts, node)) {
                return;
            }
            const std::string_view sign = script.redirections_of(node).front().operation;
            Reported finding = report.at(
                node.span, sign == ">"
                               ? "Nothing but the redirection stands here, so the file is made empty: ': > "
                                 "file' says that it is meant"
                               : "No command stands here, so nothing is read or written: does it belong to "
                                 "the command before");
            finding.as_if(reaches(text, node.span.begin), "SC2188");
            if (sign == ">") {
                finding.fix(Safety::safe, "Put : in front",
                            {{.span = {node.span.begin, node.span.begin}, .text = ": "}});
            }
        });
}

constexpr Example examples[] = {
    {.title = "a semicolon too many",
     .bad = R"(
       | FROM debian:12
       | RUN echo 'APT::Install-Recommends "0"'; >> /etc/apt/apt.conf
       ~                                         ^^^^^^^^^^^^^^^^^^^^ No command stands here, so nothing is read or written: does it belong to the command before
     )",
     .good = R"(
       | FROM debian:12
       | RUN echo 'APT::Install-Recommends "0";' >> /etc/apt/apt.conf
     )"},
    {.title = "on purpose",
     .bad = R"(
       | FROM debian:12
       | RUN make && > /var/log/make.log
       ~             ^^^^^^^^^^^^^^^^^^^ Nothing but the redirection stands here, so the file is made empty: ': > file' says that it is meant
       + RUN make && : > /var/log/make.log
     )",
     .good = R"(
       | FROM debian:12
       | RUN make && : > /var/log/make.log && < in cat
       | SHELL ["/bin/bash", "-c"]
       | RUN version=$(< version)
     )"},
};

} // namespace

extern constexpr Rule lone_redirection{
    .id = "lone-redirection",
    .also = {"SC2188"},
    .title = "Redirection without a command",
    .why = "A redirection by itself makes a file empty with `>` and does next to nothing with `>>` and `<`. "
           "Often a "
           "`;` or a line end parted it from the command that it belongs to, and the text goes elsewhere.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
