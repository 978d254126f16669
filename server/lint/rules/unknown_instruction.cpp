#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// An indented word is more likely a line that the one above has lost.
bool is_indented(std::string_view text, const syntax::Problem& problem) {
    const std::size_t begin = problem.span.begin.index();
    return begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t');
}

/// Bytes of a file that is no text at all are not quoted at length.
std::string_view shortened(std::string_view word) {
    constexpr std::size_t longest = 40;
    return word.substr(0, longest);
}

void report_one(const Facts& facts, Report& report, const syntax::Problem& problem) {
    const auto near = is_indented(facts.document.text(), problem)
                          ? std::nullopt
                          : nearest(problem.detail, syntax::keyword_names());
    if (near) {
        constexpr std::size_t sure = 4;
        const bool lower = std::ranges::none_of(problem.detail, ascii::is_upper);
        const bool plain = !lower && problem.detail.size() >= sure;
        report.at(problem.span, "'{}' is no instruction; did you mean '{}'?", problem.detail, *near)
            .as("DL1000")
            .as("UNKNOWN_INSTRUCTION")
            .as_if(*near == "FROM" && facts.document.stages().empty(), "NO_SOURCE_IMAGE")
            .fix(plain ? Safety::safe : Safety::unsafe, message("Use {}", {*near}),
                 {{problem.span, lower ? ascii::lowered(*near) : std::string(*near)}});
    } else {
        const bool first = facts.document.instructions().front().span.contains(problem.span.begin);
        report
            .at(problem.span,
                first ? "'{}' is no instruction; a Dockerfile begins with FROM or ARG"
                      : "'{}' is no instruction; does the line above lack a backslash at its end?",
                shortened(problem.detail))
            .as("DL1000")
            .as("UNKNOWN_INSTRUCTION");
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
    {.title = "a lost line that begins with a command", .bad = R"(
       | FROM python:3.12
       | RUN apt-get update
       |     cd /app && make
       ~     ^^ 'cd' is no instruction; does the line above lack a backslash at its end?
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
    .also = {"DL1000", "UNKNOWN_INSTRUCTION", "NO_SOURCE_IMAGE"},
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
