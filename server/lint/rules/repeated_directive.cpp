#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::directive_twice) {
            report
                .at(problem.span, "The directive '{}' stands in this file already, so the build stops here",
                    problem.detail)
                .as_if(ascii::equal(problem.detail, "escape"), "DUPLICATED_ESCAPE_DIRECTIVE")
                .fix(Safety::unsafe, "Remove this one",
                     {{whole_lines(facts.document.text(), problem.span), ""}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "syntax twice",
     .bad = R"(
       | # syntax=docker/dockerfile:1
       | # syntax=docker/dockerfile:1.7
       ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The directive 'syntax' stands in this file already, so the build stops here
       | FROM python:3.12
     )",
     .good = R"(
       | # syntax=docker/dockerfile:1
       | # check=skip=StageNameCasing
       | FROM python:3.12
     )"},
};

} // namespace

extern constexpr Rule repeated_directive{
    .id = "repeated-directive",
    .also = {"DUPLICATED_ESCAPE_DIRECTIVE"},
    .title = "Parser directive twice",
    .why = "Each of `syntax`, `escape` and `check` may stand once in the first lines. A second one stops the "
           "build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
