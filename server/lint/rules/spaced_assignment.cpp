#include "lint/rule.hpp"
#include "lint/splitting.hpp"
#include <string>

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            if (node.kind != shell::Node::Kind::simple || node.words.size() < 2 ||
                !node.assignments.empty()) {
                continue;
            }
            const auto words = script.words_of(node);
            const std::string_view second = words[1].text;
            if (!second.starts_with('=') || second.starts_with("==") || words[0].text == "[" ||
                Splitting::is_declaration(words[0].text) || words[0].text == "alias") {
                continue;
            }
            const bool alone = second == "=" || script.parts[words[1].parts.begin].inside > 0 ||
                               script.parts[words[1].parts.begin].text == "=";
            const Span span = alone ? Span{words[1].span.begin, words[1].span.begin + 1} : words[1].span;
            Reported finding =
                report.at(span,
                          "With blanks around it, = is an argument: the shell looks for a program "
                          "named {}. Write {}=value",
                          words[0].text, words[0].text);
            if (words[0].text == "chmod") {
                finding.only_as("SC2283"); // `=2775` is a mode
                continue;
            }
            finding.as_if(span.begin < text.read_to, "SC2283");
            if (!plain_name(script, node).empty()) {
                const Offset end =
                    second == "=" && words.size() > 2 ? words[2].span.begin : words[1].span.begin + 1;
                finding.fix(Safety::unsafe, "Assign", {{.span = {words[0].span.end, end}, .text = "="}});
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "as Python would have it",
     .bad = R"(
       | FROM debian:12
       | RUN version = 1.2 && echo "$version"
       ~             ^ With blanks around it, = is an argument: the shell looks for a program named version. Write version=value
     )",
     .good = R"(
       | FROM debian:12
       | RUN version=1.2 && [ "$version" = 1.2 ] && test a = b
     )"},
    {.title = "a mode is no value; ShellCheck minds it", .bad = R"(
       | FROM debian:12
       | RUN chmod =2775 /srv
       ~           ^^^^^ (SC2283 only) With blanks around it, = is an argument: the shell looks for a program named chmod. Write chmod=value
     )"},
};

} // namespace

extern constexpr Rule spaced_assignment{
    .id = "spaced-assignment",
    .also = {"SC2283"},
    .title = "Assignment with blanks",
    .why = "The shell assigns only where no blank stands beside the '='. 'x = 1' runs a program called x, "
           "which is not there, and the build fails.",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
