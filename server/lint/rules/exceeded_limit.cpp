#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::line_too_long) {
            report.at({problem.span.begin, problem.span.begin + 1},
                      "This line is longer than 65,535 bytes, so the build stops here");
        } else if (problem.kind == syntax::ProblemKind::too_deep) {
            report.at(problem.span,
                      "'{}' is repeated too often to be followed, so what stands behind is not read",
                      problem.detail);
        }
    }
}

constexpr Example examples[] = {
    {.title = "triggers of triggers",
     .bad = R"(
       | FROM python:3.12
       | ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD \
       ~ ^^^^^^^ 'ONBUILD' is repeated too often to be followed, so what stands behind is not read
       | ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD RUN true
     )",
     .good = R"(
       | FROM python:3.12
       | ONBUILD RUN true
     )"},
};

} // namespace

extern constexpr Rule exceeded_limit{
    .id = "exceeded-limit",
    .title = "More than can be read",
    .why = "The engine stops at a line of more than 65,535 bytes: a file that is copied, or a here-document, "
           "holds long text. Dockwright follows sixteen ONBUILDs in a row, of which the engine allows one.",
    .group = Group::syntax,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
