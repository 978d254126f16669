#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

void report_one(const Facts& facts, Report& report, const syntax::Problem& problem) {
    const auto near = nearest(problem.detail, syntax::keyword_names());
    if (near) {
        const bool lower = std::ranges::none_of(problem.detail, ascii::is_upper);
        report.at(problem.span, "'{}' is no instruction; did you mean '{}'?", problem.detail, *near)
            .fix(Safety::safe, message("Use {}", {*near}),
                 {{problem.span, lower ? ascii::lowered(*near) : std::string(*near)}});
    } else {
        const bool first = facts.document.instructions().front().span.contains(problem.span.begin);
        report.at(problem.span,
                  first ? "'{}' is no instruction; a Dockerfile begins with FROM or ARG"
                        : "'{}' is no instruction; does the line above lack a backslash at its end?",
                  problem.detail);
    }
}

void check(const Facts& facts, Report& report) {
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::unknown_instruction) {
            report_one(facts, report, problem);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a misspelt instruction",
     .bad = R"(
       | FROM python:3.12
       | COYP . /app
       ~ ^^^^ 'COYP' is no instruction; did you mean 'COPY'?
       + COPY . /app
     )",
     .good = R"(
       | FROM python:3.12
       | COPY . /app
     )"},
    {.title = "a line that belongs to the one above",
     .bad = R"(
       | FROM python:3.12
       | RUN apt-get update
       |     && apt-get install -y git
       ~     ^^ '&&' is no instruction; does the line above lack a backslash at its end?
     )",
     .good = R"(
       | FROM python:3.12
       | RUN apt-get update \
       |     && apt-get install -y git
     )"},
};

} // namespace

extern constexpr Rule unknown_instruction{
    .id = "unknown-instruction",
    .title = "Unknown instruction",
    .why = "A line of a Dockerfile begins with one of 18 instructions, such as FROM, RUN or COPY. Anything "
           "else stops the build; often the line before should have ended in a backslash.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
