#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::heredoc_open) {
            report
                .at(problem.span, "No line '{}' ends this here-document, so the build stops here",
                    problem.detail)
                .as("DL1000");
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
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
