#include "lint/rule.hpp"
#include "lint/splitting.hpp"

namespace dockwright::lint::rules {
namespace {

using PartKind = shell::Part::Kind;

/// `seq` and `pgrep` print numbers, and are called for their list; an empty one prints nothing.
bool is_meant_as_list(const shell::Script& script, const shell::Part& part) {
    const shell::Node& list = script.nodes[part.node];
    const auto children = script.children_of(list);
    if (children.size() != 1) {
        return children.empty();
    }
    const std::string_view name = plain_name(script, script.nodes[children.front()]);
    return name == "seq" || name == "pgrep";
}

void report_part(const shell::Part& part, const ShellScript& text, Report& report) {
    report
        .at(part.span,
            "What this prints becomes several words if there is a blank or a wildcard in it: put it in "
            "double quotes unless a list is meant")
        .as_if(part.span.begin < text.read_to, "SC2046")
        .fix(Safety::unsafe, "Put it in double quotes",
             {{.span = {part.span.begin, part.span.begin}, .text = "\""},
              {.span = {part.span.end, part.span.end}, .text = "\""}});
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        const std::span<const SpecialWord> words = facts.shell.special_of(text);
        if (words.empty()) {
            continue;
        }
        const Splitting splitting(facts.document, text);
        for (const auto& [word, node, place] : words) {
            if (word->text.find_first_of("$`") == std::string_view::npos ||
                !splitting.splits(script.nodes[node], *word, place)) {
                continue;
            }
            each_outer_part(script, *word, [&](std::uint32_t index) {
                const shell::Part& part = script.parts[index];
                const bool command = part.kind == PartKind::command || part.kind == PartKind::backticks;
                if (command && part.node != shell::no_node && !is_meant_as_list(script, part)) {
                    report_part(part, text, report);
                }
            });
        }
    }
}

constexpr Example examples[] = {
    {.title = "a folder's name, and a file's",
     .bad = R"x(
       | FROM debian:12
       | RUN cd $(cat folder.txt) && make > `date +%F`.log
       ~        ^^^^^^^^^^^^^^^^^ What this prints becomes several words if there is a blank or a wildcard in it: put it in double quotes unless a list is meant
       ~                                    ^^^^^^^^^^ What this prints becomes several words if there is a blank or a wildcard in it: put it in double quotes unless a list is meant
     )x",
     .good = R"x(
       | FROM debian:12
       | RUN cd "$(cat folder.txt)" && make > "$(date +%F).log"
     )x"},
    {.title = "where nothing is split, or the pieces are wanted",
     .bad = R"x(
       | FROM debian:12
       | RUN apt-get purge -y $(cat unwanted.txt)
       ~                      ^^^^^^^^^^^^^^^^^^^ What this prints becomes several words if there is a blank or a wildcard in it: put it in double quotes unless a list is meant
     )x",
     .good = R"x(
       | FROM debian:12
       | RUN today=$(date); for i in $(ls); do echo "$i"; done; case $(uname) in Linux) ;; esac
       | RUN echo $(seq 3) && kill $(pgrep x) && $(cat command.txt)
     )x"},
};

} // namespace

extern constexpr Rule unquoted_substitution{
    .id = "unquoted-substitution",
    .also = {"SC2046"},
    .title = "Output of a command without quotes",
    .why =
        "The shell puts what '$(command)' prints into the line, cuts it into words at each blank, and "
        "replaces words with '*' or '?' by the names of files that fit. In double quotes it stays one word.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::all,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
