#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::bad_escape) {
            report
                .at(problem.span, "'{}' can't be the escape character; it is a backslash or a backtick",
                    problem.detail)
                .as("INVALID_ESCAPE_DIRECTIVE")
                .fix(Safety::unsafe, "Use a backslash", {{problem.span, "\\"}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "another character",
     .bad = R"(
       | # escape=^
       ~          ^ '^' can't be the escape character; it is a backslash or a backtick
       | FROM python:3.12
     )",
     .good = R"(
       | # escape=`
       | FROM python:3.12
     )"},
};

} // namespace

extern constexpr Rule invalid_escape_directive{
    .id = "invalid-escape-directive",
    .also = {"INVALID_ESCAPE_DIRECTIVE"},
    .title = "Unknown escape character",
    .why = "The directive `# escape=` takes a backslash or a backtick. Anything else stops the build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
