#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// The first line behind the comment's own that is taken for a part of it; empty if there is none.
std::string_view swallowed(std::string_view text, Span comment) {
    std::string_view rest = comment.of(text);
    std::size_t line_end = rest.find('\n');
    while (line_end != std::string_view::npos) {
        rest.remove_prefix(line_end + 1);
        line_end = rest.find('\n');
        std::string_view line = ascii::trimmed(rest.substr(0, line_end));
        while (line.ends_with('\\') || line.ends_with('`')) {
            line = ascii::trimmed(line.substr(0, line.size() - 1));
        }
        if (!line.empty() && !line.starts_with('#')) {
            return line;
        }
    }
    return {};
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const shell::Comment& comment : commands.script.comments) {
        if (comment.span.end <= comment.span.begin) {
            continue;
        }
        const std::string_view lost = swallowed(document.text(), comment.span);
        const bool in_run = std::ranges::any_of(commands.texts, [&](const model::ShellText& text) {
            const model::Instruction& owner = document.instruction(text);
            return owner.keyword == model::Keyword::run && owner.span.covers(comment.span) &&
                   std::ranges::none_of(
                       document.syntax().heredocs_of(owner),
                       [&](const syntax::Heredoc& one) { return one.body.covers(comment.span); });
        });
        if (lost.empty() || !in_run) {
            continue;
        }
        const std::size_t line = comment.span.of(document.text()).find('\n');
        report
            .at({comment.span.begin, comment.span.begin + std::min(line, comment.span.size())},
                "The lines of a RUN are one line to the shell, so this comment goes to the RUN's end: '{}' "
                "is "
                "never run. Give the comment a line of its own",
                lost.size() > 40 ? lost.substr(0, 40) : lost)
            .severity(Severity::error);
    }
}

constexpr Example examples[] = {
    {.title = "a remark in the middle",
     .bad = R"(
       | FROM python:3.12
       | RUN pip install numpy==2.1.0 \
       |     scipy==1.14.0 # for the fits \
       ~                   ^^^^^^^^^^^^^^^^ The lines of a RUN are one line to the shell, so this comment goes to the RUN's end: 'pandas==2.2.0' is never run. Give the comment a line of its own
       |     pandas==2.2.0
       | RUN apt-get update && \
       |     apt-get install -y git && # to clone \
       ~                               ^^^^^^^^^^^^ The lines of a RUN are one line to the shell, so this comment goes to the RUN's end: 'apt-get install -y curl' is never run. Give the comment a line of its own
       |     apt-get install -y curl
     )",
     .good = R"(
       | FROM python:3.12
       | RUN pip install numpy==2.1.0 \
       |     # for the fits
       |     scipy==1.14.0
       | RUN make # all of it
     )"},
};

} // namespace

extern constexpr Rule comment_swallows_commands{
    .id = "comment-swallows-commands",
    .title = "A comment that hides the rest of a RUN",
    .why = "A backslash at a line's end joins the next line to it before any shell sees them. A `#` behind a "
           "command therefore makes a comment of all that follows in the RUN, without any error. A line "
           "that begins with `#` is taken out beforehand and does no harm.",
    .group = Group::correctness,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
