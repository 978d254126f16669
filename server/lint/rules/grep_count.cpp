#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool counts_lines_alone(model::Arguments arguments) {
    const auto options = std::ranges::count_if(
        arguments, [](const model::Argument& argument) { return model::is_option(argument); });
    return options == 1 && std::ranges::any_of(arguments, [](const model::Argument& argument) {
               return argument.text == "-l" || argument.text == "--lines";
           });
}

/// grep prints then something else than a line for each that fits, or of several files.
bool prints_otherwise(model::Arguments arguments) {
    constexpr std::string_view names[] = {"only-matching", "recursive", "after-context", "before-context",
                                          "files-with-matches"};
    return has_option(arguments, "orRlLAB") ||
           std::ranges::any_of(names, [&](std::string_view name) { return has_option(arguments, "", name); });
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_node(
        facts, shell::Node::Kind::pipeline, [&](const ShellScript& text, const shell::Node& node, auto) {
            const auto children = script.children_of(node);
            for (std::size_t i = 0; i + 1 < children.size(); ++i) {
                if (!is_command(facts, children[i], "grep") || !is_command(facts, children[i + 1], "wc")) {
                    continue;
                }
                const auto grep = command_at(facts, text, children[i]);
                const auto count = command_at(facts, text, children[i + 1]);
                if (!grep || !count || prints_otherwise(grep->arguments) ||
                    !counts_lines_alone(count->arguments)) {
                    continue;
                }
                Reported finding = report.at(grep->node.span, "grep counts by itself: 'grep -c'");
                finding.as_if(reaches(text, grep->node.span.begin), "SC2126");
                const Offset name = grep->command.name_span.end;
                if (count->arguments.size() == 1 && !has_option(grep->arguments, "cq")) {
                    finding.fix(Safety::unsafe, "Use grep -c",
                                {{.span = {name, name}, .text = " -c"},
                                 {.span = {grep->node.span.end, count->node.span.end}, .text = ""}});
                }
            }
        });
}

constexpr Example examples[] = {
    {.title = "lines that fit",
     .bad = R"(
       | FROM debian:12
       | RUN grep processor /proc/cpuinfo | wc -l
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ grep counts by itself: 'grep -c'
     )",
     .good = R"(
       | FROM debian:12
       | RUN grep -c processor /proc/cpuinfo
     )"},
    {.title = "what is no line for each, or no count of lines", .good = R"(
       | FROM debian:12
       | RUN grep -o x a | wc -l; grep -r x . | wc -l; grep x a | wc -c; grep x a | sort -u | wc -l
     )"},
};

} // namespace

extern constexpr Rule grep_count{
    .id = "grep-count",
    .also = {"SC2126"},
    .title = "grep | wc -l",
    .why = "`grep -c` prints how many lines fit, with one program less. Its result differs in one point: it "
           "fails "
           "when no line fits, as grep does.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
