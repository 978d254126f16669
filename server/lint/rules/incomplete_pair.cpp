#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::pair_without_equals) {
            report.at(problem.span, "'{}' has no '='; does the value before it lack its quotes?",
                      problem.detail);
        } else if (problem.kind == syntax::ProblemKind::pair_incomplete) {
            report.at(problem.span, "'{}' has no value", problem.detail);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a value with blanks without quotes",
     .bad = R"(
       | FROM python:3.12
       | LABEL title=my model
       ~                ^^^^^ 'model' has no '='; does the value before it lack its quotes?
     )",
     .good = R"(
       | FROM python:3.12
       | LABEL title="my model"
     )"},
    {.title = "a name alone",
     .bad = R"(
       | FROM python:3.12
       | ENV DEBUG
       ~     ^^^^^ 'DEBUG' has no value
     )",
     .good = R"(
       | FROM python:3.12
       | ENV DEBUG=""
     )"},
};

} // namespace

extern constexpr Rule incomplete_pair{
    .id = "incomplete-pair",
    .title = "ENV or LABEL with an incomplete pair",
    .why = "ENV and LABEL take pairs such as `NAME=value`. A word without `=` between pairs, or a name "
           "without a value, stops the build; often a value with blanks lacks its quotes.",
    .group = Group::syntax,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
