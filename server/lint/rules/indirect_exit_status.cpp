#include "base/ascii.hpp"
#include "lint/shell_commands.hpp"
#include <algorithm>
#include <iterator>
#include <string>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

constexpr std::string_view message =
    "'if command; then' asks for the result itself, and no command can slip in between";

bool is_status(const shell::Script& script, const shell::Word& word) {
    const auto parts = script.parts_of(word);
    return std::ranges::any_of(parts,
                               [](const shell::Part& part) {
                                   return part.kind == shell::Part::Kind::parameter && part.name == "?" &&
                                          part.operation.empty();
                               }) &&
           (word.text == "$?" || word.text == "${?}" || word.text == "\"$?\"" || word.text == "\"${?}\"");
}

bool is_nought(const shell::Word& word) {
    return word.text == "0" || word.text == "\"0\"" || word.text == "'0'";
}

bool compares(const shell::Word& word) {
    constexpr std::string_view signs[] = {"!=", "-eq", "-gt", "-ne", "=", "=="};
    static_assert(std::ranges::is_sorted(signs));
    return std::ranges::binary_search(signs, word.text);
}

/// The first that a function does: it asks for what ran before its call.
bool begins_function(const Facts& facts, std::uint32_t node) {
    const shell::Script& script = facts.document.commands().script;
    for (std::uint32_t child = node; facts.shell.parents[child] != shell::no_node;) {
        const std::uint32_t up = facts.shell.parents[child];
        const shell::Node& parent = script.nodes[up];
        if (parent.kind == Kind::function) {
            return true;
        }
        if (script.children_of(parent).empty() || script.children_of(parent).front() != child) {
            return false;
        }
        child = up;
    }
    return false;
}

void look_at(const Facts& facts, const ShellScript& text, std::uint32_t index, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    const shell::Node& node = script.nodes[index];
    auto words = script.words_of(node);
    if (node.kind == Kind::simple) { // the brackets are words
        if (words.size() < 5 || words.front().text != "[") {
            return;
        }
        words = words.subspan(1, words.size() - 2);
    }
    if (words.size() == 4 && words.front().text == "!") {
        words = words.subspan(1);
    }
    if (words.size() != 3 || !compares(words[1])) {
        return;
    }
    const shell::Word* status = is_status(script, words[0]) && is_nought(words[2])   ? &words[0]
                                : is_status(script, words[2]) && is_nought(words[0]) ? &words[2]
                                                                                     : nullptr;
    if (status != nullptr && !begins_function(facts, index)) {
        report.at(status->span, message).as_if(reaches(text, status->span.begin), "SC2181");
    }
}

/// `(( $? ))`, `(( $? == 0 ))`.
void look_at_arithmetic(const Facts& facts, const ShellScript& text, const shell::Node& node,
                        Report& report) {
    const std::string_view source = node.span.of(facts.document.text());
    const std::size_t at = source.find("$?");
    if (at == std::string_view::npos || source.find("$?", at + 2) != std::string_view::npos) {
        return;
    }
    std::string rest;
    std::ranges::copy_if(source, std::back_inserter(rest), [](char c) { return !ascii::is_space(c); });
    if (rest == "(($?))" || rest == "(($?==0))" || rest == "(($?!=0))" || rest == "(($?>0))") {
        const Offset begin = offset(node.span.begin.index() + at);
        report.at({begin, offset(begin.index() + 2)}, message).as_if(reaches(text, begin), "SC2181");
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            if (script.nodes[i].kind == Kind::test || script.nodes[i].kind == Kind::simple) {
                look_at(facts, text, i, report);
            } else if (script.nodes[i].kind == Kind::arithmetic) {
                look_at_arithmetic(facts, text, script.nodes[i], report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "the number of the command before",
     .bad = R"(
       | FROM debian:12
       | RUN make; if [ $? -ne 0 ]; then cat log; fi
       ~                ^^ 'if command; then' asks for the result itself, and no command can slip in between
     )",
     .good = R"(
       | FROM debian:12
       | RUN if ! make; then cat log; fi
     )"},
    {.title = "a certain number, or one that is kept", .good = R"(
       | FROM debian:12
       | RUN make; if [ $? -eq 2 ]; then cat log; fi
       | RUN make; result=$?; echo "$result"
     )"},
    {.title = "[[ and the other way round", .bad = R"(
       | FROM debian:12
       | SHELL ["/bin/bash", "-c"]
       | RUN make; [[ 0 == "$?" ]] && ls
       ~                   ^^^^ 'if command; then' asks for the result itself, and no command can slip in between
     )"},
};

} // namespace

extern constexpr Rule indirect_exit_status{
    .id = "indirect-exit-status",
    .also = {"SC2181"},
    .title = "$? compared with 0",
    .why =
        "`$?` is the result of whatever ran last. `if make; then` and `make || …` look at the result of that "
        "one command, also where `set -e` would have ended the shell before the test.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
