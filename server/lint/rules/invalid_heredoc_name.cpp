#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::heredoc_name) {
            report.at(problem.span, "'{}' opens a quote in the name of a here-document and does not close it",
                      problem.detail);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a name with a blank in quotes",
     .bad = R"(
       | FROM python:3.12
       | RUN <<"END OF FILE
       ~     ^^^^ x
       | true
     )",
     .good = R"(
       | FROM python:3.12
       | RUN <<"EOF"
       | true
       | EOF
     )"},
};

} // namespace

extern constexpr Rule invalid_heredoc_name{
    .id = "invalid-heredoc-name",
    .title = "Here-document whose name has an open quote",
    .why = "A here-document's name may stand in quotes, which must be closed on the same line.",
    .group = Group::syntax,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
