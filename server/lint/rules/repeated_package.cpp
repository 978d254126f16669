#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// The blanks in front and the word; nothing where a comment or the line's beginning is in between.
TextEdit without_word(std::string_view text, Span word) {
    std::size_t begin = word.begin.index();
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) {
        --begin;
    }
    return {.span = {offset(begin), word.end}, .text = ""};
}

/// A line that holds nothing but the word would stay behind as an empty one.
bool is_alone_in_line(std::string_view text, Span word) {
    std::size_t begin = word.begin.index();
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) {
        --begin;
    }
    return begin == 0 || text[begin - 1] == '\n';
}

/// Comments make groups of a list, each of them complete, so that one can go without the others.
bool is_comment_between(const model::Document& document, Span first, Span second) {
    const auto between = [&](const auto& comment) {
        return first.end <= comment.span.begin && comment.span.end <= second.begin;
    };
    return std::ranges::any_of(document.syntax().comments, between) ||
           std::ranges::any_of(document.commands().script.comments, between);
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::PackageCommand& packages : document.packages().commands) {
        const auto named = document.packages().of(packages);
        const model::Command& command = commands.all[packages.command];
        const bool exec = commands.text_of(command).origin == model::ShellText::Origin::exec_form;
        if (packages.action != model::PackageAction::install) {
            continue;
        }
        for (std::size_t i = 1; i < named.size(); ++i) {
            const auto earlier = named.first(i);
            const auto same = std::ranges::find_if(earlier, [&](const model::Package& one) {
                return one.name == named[i].name && one.version == named[i].version &&
                       one.extras == named[i].extras && one.marker == named[i].marker &&
                       one.channel == named[i].channel;
            });
            if (same == earlier.end() || named[i].source != model::Package::Source::index ||
                !named[i].plain || is_comment_between(document, same->span, named[i].span)) {
                continue;
            }
            Reported found = report.at(named[i].span, "'{}' is in this list already", named[i].name);
            found.related(same->span, "the first one");
            if (!exec) {
                const std::string_view text = document.text();
                const Span span = named[i].span;
                const std::size_t end = text.find('\n', span.end.index());
                const bool alone = is_alone_in_line(text, span);
                const std::string_view rest = text.substr(span.end.index(), end - span.end.index());
                const bool only = alone && end != std::string_view::npos &&
                                  ascii::trimmed(rest) == std::string_view(&document.syntax().escape, 1);
                if (only) {
                    const std::size_t begin = text.rfind('\n', span.begin.index()) + 1;
                    found.fix(Safety::safe, "Remove it", {{dockwright::span(begin, end + 1), ""}});
                } else if (!alone) {
                    found.fix(Safety::safe, "Remove it", {without_word(text, span)});
                }
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "the same twice",
     .bad = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install -y git curl git
       ~                                                   ^^^ 'git' is in this list already
       + RUN apt-get update && apt-get install -y git curl
       | RUN apt-get install -y \
       |     curl \
       |     git \
       -     curl \
       ~     ^^^^ 'curl' is in this list already
       |     make
     )",
     .good = R"(
       | FROM python:3.12
       | RUN pip install torch==2.6.0 "torch[all]==2.6.0"
     )"},
    {.title = "comments make groups of a list", .good = R"(
       | FROM debian:12
       | RUN apt-get install -y \
       |     # for opencv
       |     gfortran openexr \
       |     # for scipy
       |     gcc gfortran
     )"},
};

} // namespace

extern constexpr Rule repeated_package{
    .id = "repeated-package",
    .title = "A package that is listed twice",
    .why = "The second one does nothing. In a long list it mostly means that two people added the same, or "
           "that another name was meant.",
    .group = Group::style,
    .severity = Severity::style,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
