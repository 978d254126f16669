#include "lint/rule.hpp"
#include "lint/shell_words.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;
using PartKind = shell::Part::Kind;

/// The single command of `$(…)`, or shell::no_node.
std::uint32_t single_command(const shell::Script& script, const shell::Part& part) {
    const bool command = part.kind == PartKind::command || part.kind == PartKind::backticks;
    if (!command || part.node == shell::no_node) {
        return shell::no_node;
    }
    const auto children = script.children_of(script.nodes[part.node]);
    return children.size() == 1 && script.nodes[children.front()].terminator != shell::Terminator::background
               ? children.front()
               : shell::no_node;
}

/// `$(…)` that is all of a word, in double quotes or not; null if it is not.
const shell::Part* sole_output(const shell::Script& script, const shell::Word& word) {
    const auto parts = script.parts_of(word);
    const std::size_t at = !parts.empty() && parts.front().kind == PartKind::double_quoted ? 1 : 0;
    return parts.size() == at + 1 && single_command(script, parts[at]) != shell::no_node ? &parts[at]
                                                                                         : nullptr;
}

/// `echo $(command)`
void check_echo(const Facts& facts, const ShellScript& text, const shell::Node& node, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    const auto words = script.words_of(node);
    const shell::Part* output = words.size() == 2 ? sole_output(script, words[1]) : nullptr;
    if (output == nullptr) {
        return;
    }
    const shell::Node& inner = script.nodes[single_command(script, *output)];
    if (inner.kind == Kind::simple && inner.words.empty()) {
        return; // $(< file)
    }
    report
        .at(words[1].span,
            "What the command prints is caught and printed again: run it without echo and $(…)")
        .as_if(words[1].span.begin < text.read_to, "SC2005");
}

/// `$(echo text)`
void check_output(const Facts& facts, const ShellScript& text, const shell::Part& part, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    const std::uint32_t index = single_command(script, part);
    if (index == shell::no_node || plain_name(script, script.nodes[index]) != "echo") {
        return;
    }
    const auto words = script.words_of(script.nodes[index]).subspan(1);
    const bool changes = std::ranges::any_of(
        words, [&](const shell::Word& word) { return is_glob(script, word) || word.text.starts_with('{'); });
    if (words.empty() || words.front().text.starts_with('-') || changes) {
        return;
    }
    report.at(part.span, "$(echo …) gives back its own text: write the text itself")
        .as_if(part.span.begin < text.read_to, "SC2116");
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            if (node.words.size() == 2 && plain_name(script, node) == "echo") {
                check_echo(facts, text, node, report);
            }
        }
        for (const SpecialWord& special : facts.shell.special_of(text)) {
            if (!special.word->text.contains("echo")) {
                continue;
            }
            for (const shell::Part& part : script.parts_of(*special.word)) {
                check_output(facts, text, part, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "caught and printed again, printed and caught again",
     .bad = R"x(
       | FROM debian:12
       | RUN echo $(date) > built && x=$(echo $HOME/bin)
       ~          ^^^^^^^ What the command prints is caught and printed again: run it without echo and $(…)
       ~                               ^^^^^^^^^^^^^^^^^ $(echo …) gives back its own text: write the text itself
     )x",
     .good = R"x(
       | FROM debian:12
       | RUN date > built && x=$HOME/bin && echo "built on $(date)" && echo "$(<built)"
       | RUN x=$(echo *.c) && y=$(echo "$x" | tr a b) && echo $(a; b)
     )x"},
};

} // namespace

extern constexpr Rule useless_echo{
    .id = "useless-echo",
    .also = {"SC2005", "SC2116"},
    .title = "echo that changes nothing",
    .why = "'$(…)' catches what a command prints, and echo prints it: one undoes the other. On the way "
           "blanks and "
           "wildcards may change, and a failure gets lost.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
