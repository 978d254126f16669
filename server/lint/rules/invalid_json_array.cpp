#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::json_not_strings) {
            report.at(problem.span, "This array holds something else than strings, so the build stops here");
        }
    }
}

constexpr Example examples[] = {
    {.title = "a number",
     .bad = R"(
       | FROM python:3.12
       | CMD ["sleep", 10]
       ~     ^^^^^^^^^^^^^ This array holds something else than strings, so the build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | CMD ["sleep", "10"]
     )"},
};

} // namespace

extern constexpr Rule invalid_json_array{
    .id = "invalid-json-array",
    .title = "JSON array of other things than strings",
    .why = "Behind CMD, RUN, COPY and their kin an array in JSON is a list of strings. One with numbers or "
           "lists stops the build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
