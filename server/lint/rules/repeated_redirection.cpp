#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// What the last command of the node is appended to; "" if to nothing.
std::string_view target_of(const shell::Script& script, std::uint32_t index) {
    const shell::Node* node = &script.nodes[index];
    while ((node->kind == shell::Node::Kind::pipeline && !node->negated) ||
           node->kind == shell::Node::Kind::and_or) {
        if (node->kind == shell::Node::Kind::and_or) {
            return {};
        }
        node = &script.nodes[script.children_of(*node).back()];
    }
    const auto all = script.redirections_of(*node);
    const auto found = std::ranges::find(all, ">>", &shell::Redirection::operation);
    return found == all.end() ? std::string_view{} : found->target.text;
}

void look_at(const Facts& facts, const ShellScript& text, const shell::Node& list, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    const auto children = script.children_of(list);
    for (std::size_t i = 0; i + 2 < children.size();) {
        const std::string_view target = target_of(script, children[i]);
        std::size_t end = i + 1;
        while (!target.empty() && end < children.size() && target_of(script, children[end]) == target) {
            ++end;
        }
        if (end - i >= 3) {
            const Span span = script.nodes[children[i]].span;
            report
                .at(span, "Several commands in a row append to {}: in '{ …; …; } >> {}' it is named once",
                    target, target)
                .as_if(reaches(text, span.begin), "SC2129");
        }
        i = end;
    }
}

void check(const Facts& facts, Report& report) {
    each_shell_node(facts, shell::Node::Kind::list,
                    [&](const ShellScript& text, const shell::Node& node, auto) {
                        if (node.children.size() > 2) {
                            look_at(facts, text, node, report);
                        }
                    });
}

constexpr Example examples[] = {
    {.title = "a file line by line",
     .bad = R"(
       | FROM debian:12
       | RUN echo a >> conf; echo b >> conf; echo c >> conf
       ~     ^^^^^^^^^^^^^^ Several commands in a row append to conf: in '{ …; …; } >> conf' it is named once
     )",
     .good = R"(
       | FROM debian:12
       | RUN { echo a; echo b; echo c; } >> conf
     )"},
    {.title = "two only, others between them, or a chain", .good = R"(
       | FROM debian:12
       | RUN echo a > conf; echo b >> conf; echo c >> conf
       | RUN echo a >> conf; make; echo b >> conf; echo c >> other
       | RUN echo a >> conf && echo b >> conf && echo c >> conf
     )"},
};

} // namespace

extern constexpr Rule repeated_redirection{
    .id = "repeated-redirection",
    .also = {"SC2129"},
    .title = "The same >> again and again",
    .why = "Commands in braces share one redirection, so the file's name stands once and can't differ. A "
           "here-document of the Dockerfile, `COPY <<EOF file`, is often clearer still.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
