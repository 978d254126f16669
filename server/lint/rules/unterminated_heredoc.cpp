#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include <algorithm>
#include <iterator>

namespace dockwright::lint::rules {
namespace {

/// The heredoc of an instruction that has no other, or null.
const syntax::Heredoc* only_heredoc(const model::Document& document, Span opener) {
    const auto all = document.instructions();
    const auto behind = std::ranges::upper_bound(all, opener.begin, {},
                                                 [](const model::Instruction& i) { return i.span.begin; });
    if (behind == all.begin()) {
        return nullptr;
    }
    const auto heredocs = document.syntax().heredocs_of(*std::prev(behind));
    return heredocs.size() == 1 && heredocs[0].opener == opener ? heredocs.data() : nullptr;
}

/// A line that is the name but for blanks around it, or nothing.
std::optional<Span> nearly_the_end(const syntax::Heredoc& heredoc) {
    const std::string_view body = heredoc.content;
    for (std::size_t at = 0; at < body.size();) {
        const std::size_t end = std::min(body.find('\n', at), body.size());
        if (ascii::trimmed(body.substr(at, end - at)) == heredoc.name) {
            return Span{heredoc.body.begin + at, heredoc.body.begin + end};
        }
        at = end + 1;
    }
    return std::nullopt;
}

void offer_fix(Reported& finding, const model::Document& document, const syntax::Heredoc& heredoc) {
    if (heredoc.name.empty()) {
        return;
    }
    const std::string name(heredoc.name);
    if (const auto line = nearly_the_end(heredoc)) {
        finding.fix(Safety::unsafe, message("Write '{}' without blanks", {name}), {{*line, name}});
        return;
    }
    // Above the empty lines that part the instruction from the next one.
    std::size_t end = heredoc.body.end.index();
    while (end > 0 && ascii::is_space(document.text()[end - 1])) {
        --end;
    }
    finding.fix(Safety::unsafe, message("End it with '{}'", {name}),
                {{span(end, end), std::string(line_end_of(document.text())) + name}});
}

void check(const Facts& facts, Report& report) {
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::heredoc_open) {
            Reported finding =
                report.at(problem.span, "No line '{}' ends this here-document, so the build stops here",
                          problem.detail);
            finding.as("DL1000");
            if (const auto* heredoc = only_heredoc(facts.document, problem.span)) {
                offer_fix(finding, facts.document, *heredoc);
            }
        } else if (problem.kind == syntax::ProblemKind::heredoc_name) {
            report
                .at(problem.span, "'{}' is no name for a here-document, so the build stops here",
                    problem.detail)
                .as("DL1000");
        }
    }
}

constexpr Example examples[] = {
    {.title = "a name that is written otherwise",
     .bad = R"(
       | FROM python:3.12
       | RUN <<EOF
       ~     ^^^^^ No line 'EOF' ends this here-document, so the build stops here
       | pip install numpy
       | END
     )",
     .good = R"(
       | FROM python:3.12
       | RUN <<EOF
       | pip install numpy
       | EOF
     )"},
    {.title = "blanks before the name, which only tabs and '<<-' allow", .bad = R"(
       | FROM python:3.12
       | RUN <<-EOF
       ~     ^^^^^^ No line 'EOF' ends this here-document, so the build stops here
       |   pip install numpy
       |   EOF
     )"},
};

} // namespace

extern constexpr Rule unterminated_heredoc{
    .id = "unterminated-heredoc",
    .also = {"DL1000"},
    .title = "Here-document without its end",
    .why = "The lines of a here-document go on until a line that is nothing but its name. Without that line, "
           "all the rest of the file is taken as text and the build stops.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
