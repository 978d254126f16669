#include "lint/shell_commands.hpp"

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Part::Kind;

bool is_quoted_whole(std::span<const shell::Part> parts, Kind kind) {
    return !parts.empty() && parts.front().kind == kind && parts.front().inside + 1 == parts.size();
}

/// The word can be one thing only, and ShellCheck has no other word for it.
bool is_one(const shell::Script& script, const shell::Word& word) {
    const auto parts = script.parts_of(word);
    if (has_expansion(script, word) || has_wildcard(script, word) || has_brace_list(script, word) ||
        is_quoted_whole(parts, Kind::single_quoted)) {
        return false;
    }
    if (is_quoted_whole(parts, Kind::double_quoted)) {
        return word.text.find_first_of("*?[") == std::string_view::npos;
    }
    for (const shell::Part& part : parts) {
        if (part.kind == Kind::literal && !part.quoted &&
            (part.text.contains(',') || part.text.contains('('))) {
            return false;
        }
    }
    return true;
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_node(
        facts, shell::Node::Kind::for_clause, [&](const ShellScript& text, const shell::Node& node, auto) {
            const auto words = script.words_of(node);
            if (words.size() == 1 && is_one(script, words[0])) {
                report
                    .at(words[0].span, "This loop has one round, with this very word: is a $ or a "
                                       "wildcard missing")
                    .as_if(reaches(text, words[0].span.begin), "SC2043");
            }
        });
}

constexpr Example examples[] = {
    {.title = "the variable's name in place of its value",
     .bad = R"(
       | FROM debian:12
       | ARG PACKAGES="curl git"
       | RUN for p in PACKAGES; do apt-get install -y "$p"; done
       ~              ^^^^^^^^ This loop has one round, with this very word: is a $ or a wildcard missing
     )",
     .good = R"(
       | FROM debian:12
       | ARG PACKAGES="curl git"
       | RUN for p in $PACKAGES; do apt-get install -y "$p"; done
     )"},
    {.title = "several words, or one that may become several", .good = R"(
       | FROM debian:12
       | RUN for k in 1 2; do echo "$k"; done; for f in /opt/*; do echo "$f"; done; for l in $(cat list); do echo "$l"; done
     )"},
    {.title = "quotes hold one word together", .bad = R"(
       | FROM debian:12
       | RUN for p in "curl git"; do apt-get install -y "$p"; done
       ~              ^^^^^^^^^^ This loop has one round, with this very word: is a $ or a wildcard missing
     )"},
};

} // namespace

extern constexpr Rule single_round_loop{
    .id = "single-round-loop",
    .also = {"SC2043"},
    .title = "Loop over one word",
    .why = "`for x in name` runs once, with `x` set to the text `name`. Often a `$` is missing in front of a "
           "variable, or quotes keep a list together. A loop over a list that has only one entry left is "
           "right, but needs no loop.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
