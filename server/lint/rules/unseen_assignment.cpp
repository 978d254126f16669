#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using PartKind = shell::Part::Kind;

/// The first `$name` in a word that this shell replaces itself.
const shell::Part* use_of(const shell::Script& script, const shell::Word& word, std::string_view name) {
    if (!word.text.contains('$')) {
        return nullptr;
    }
    for (const shell::Part& part : script.parts_of(word)) {
        if (part.kind == PartKind::parameter && part.name == name) {
            return &part;
        }
    }
    return nullptr;
}

void check_command(const Facts& facts, const ShellScript& text, const shell::Node& node, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    const auto assignments = script.assignments_of(node);
    for (std::size_t i = 0; i < assignments.size(); ++i) {
        const shell::Part* assigned = nullptr; // from there the new value is seen, in bash, dash and busybox
        for (std::size_t later = i + 1; assigned == nullptr && later < assignments.size(); ++later) {
            assigned = use_of(script, assignments[later].value, assignments[i].name);
        }
        const shell::Part* use = nullptr;
        for (const shell::Word& word : script.words_of(node)) {
            use = use != nullptr ? use : use_of(script, word, assignments[i].name);
        }
        const shell::Part* first = assigned != nullptr ? assigned : use;
        const bool seen = first != nullptr && first->span.begin < text.read_to;
        const Span name = assignments[i].name_span;
        if (use != nullptr) {
            Reported finding =
                report.at(name,
                          "The command does not get this value: the shell replaces ${} first, by what it was "
                          "before. Assign it in a command of its own, with ';' or '&&' behind",
                          assignments[i].name);
            if (seen) {
                finding.as("SC2097").as("SC2098", first->span);
            }
        } else if (seen) {
            report
                .at(name,
                    "ShellCheck takes ${} behind it for what it was before; a later assignment sees this one",
                    assignments[i].name)
                .only_as("SC2097")
                .as("SC2098", first->span);
        }
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            if (!node.assignments.empty() && !node.words.empty()) {
                check_command(facts, text, node, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a value that comes too late",
     .bad = R"(
       | FROM debian:12
       | RUN PREFIX=/opt/x ./configure --prefix=$PREFIX
       ~     ^^^^^^ The command does not get this value: the shell replaces $PREFIX first, by what it was before. Assign it in a command of its own, with ';' or '&&' behind
     )",
     .good = R"(
       | FROM debian:12
       | RUN PREFIX=/opt/x; ./configure --prefix=$PREFIX
       | RUN CC=clang ./configure && A=1 sh -c 'echo $A'
     )"},
    {.title = "a later assignment sees it, the command's words do not", .bad = R"(
       | FROM debian:12
       | RUN REV=$(cat rev) WHEELS=https://example.org/$REV pip install .
       ~     ^^^ (SC2097 only) ShellCheck takes $REV behind it for what it was before; a later assignment sees this one
       | RUN REV=1 WHEELS=/w/$REV pip install /src/$REV
       ~     ^^^ The command does not get this value: the shell replaces $REV first, by what it was before. Assign it in a command of its own, with ';' or '&&' behind
     )"},
};

} // namespace

extern constexpr Rule unseen_assignment{
    .id = "unseen-assignment",
    .also = {"SC2097", "SC2098"},
    .title = "Assignment that its own line does not see",
    .why =
        "In 'X=1 command $X' the shell replaces $X first, and only then starts the command with X=1 in its "
        "environment. The command gets the old value, often nothing.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
