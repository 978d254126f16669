#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/spelling.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// BuildKit's count: every instruction of a stage; what stands before the first FROM has no part.
bool lower_is_usual(std::span<const model::Instruction> instructions) {
    std::size_t lower = 0;
    std::size_t upper = 0;
    for (const model::Instruction& instruction : instructions) {
        if (instruction.keyword == model::Keyword::unknown) {
            continue; // the engine stops there; it may be a line of shell
        }
        const bool has_lower = std::ranges::any_of(instruction.name, ascii::is_lower);
        const bool has_upper = std::ranges::any_of(instruction.name, ascii::is_upper);
        lower += !has_upper ? 1U : 0U;
        upper += !has_lower && has_upper ? 1U : 0U;
    }
    return lower > upper;
}

void check(const Facts& facts, Report& report) {
    if (facts.document.stages().empty()) {
        return;
    }
    Spelling spelling(facts.document);
    const auto instructions = facts.document.instructions().subspan(facts.document.stages().front().from);
    const bool lower = lower_is_usual(instructions);
    for (const model::Instruction& instruction : instructions) {
        if (instruction.keyword == model::Keyword::unknown ||
            std::ranges::none_of(instruction.name, lower ? ascii::is_upper : ascii::is_lower)) {
            continue;
        }
        Reported found =
            report.at(instruction.name_span, "'{}' is not in {} case, as most instructions of this file are",
                      instruction.name, lower ? "lower" : "upper");
        if (facts.document.syntax().has_lost_lines()) {
            found.only_as("ConsistentInstructionCasing"); // it may be a line of shell
            continue;
        }
        spelling.as(found, "ConsistentInstructionCasing")
            .as_if(!lower, "CASING_INSTRUCTION")
            .fix(Safety::safe, lower ? "Write it in lower case" : "Write it in upper case",
                 {{instruction.name_span,
                   lower ? ascii::lowered(instruction.name) : ascii::uppered(instruction.name)}});
    }
}

constexpr Example examples[] = {
    {.title = "one in lower case among upper case",
     .bad = R"(
       | FROM python:3.12
       | run pip install numpy
       ~ ^^^ 'run' is not in upper case, as most instructions of this file are
       + RUN pip install numpy
       | CMD ["python"]
     )",
     .good = R"(
       | FROM python:3.12
       | RUN pip install numpy
       | CMD ["python"]
     )"},
    {.title = "one in upper case among lower case",
     .bad = R"(
       | from python:3.12
       | RUN pip install numpy
       ~ ^^^ 'RUN' is not in lower case, as most instructions of this file are
       + run pip install numpy
       | cmd ["python"]
     )",
     .good = R"(
       | from python:3.12
       | run pip install numpy
     )"},
    {.title = "mixed within a word", .bad = R"(
       | From python:3.12
       ~ ^^^^ 'From' is not in upper case, as most instructions of this file are
       + FROM python:3.12
       | RUN pip install numpy
     )"},
    {.title = "ARG before the first FROM does not count", .good = R"(
       | arg TAG=3.12
       | FROM python:$TAG
     )"},
};

} // namespace

extern constexpr Rule inconsistent_instruction_casing{
    .id = "inconsistent-instruction-casing",
    .also = {"ConsistentInstructionCasing", "CASING_INSTRUCTION"},
    .title = "Instructions in different case",
    .why = "The engine takes instructions in any case. Written alike, they stand out from their arguments.",
    .group = Group::style,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
