#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool has_upper(const model::Instruction& instruction) {
    return std::ranges::any_of(instruction.name, ascii::is_upper);
}

void report_one(const model::Instruction& instruction, Report& report) {
    report
        .at(instruction.name_span, "'{}' is in lower case; documentation and most files write {}",
            instruction.name, syntax::name(instruction.keyword))
        .as("CASING_INSTRUCTION")
        .fix(Safety::safe, "Write it in upper case",
             {{instruction.name_span, std::string(syntax::name(instruction.keyword))}});
}

/// Of a file that mixes both, another rule says which are not as the others are; but that one does
/// not look behind ONBUILD.
void check(const Facts& facts, Report& report) {
    const auto instructions = facts.document.instructions();
    if (facts.document.syntax().has_lost_lines()) {
        return; // it may be a line of shell
    }
    const bool all_lower = std::ranges::none_of(instructions, has_upper);
    for (const model::Instruction& instruction : instructions) {
        if (all_lower && instruction.keyword != model::Keyword::unknown) {
            report_one(instruction, report);
        }
        const model::Instruction* nested = facts.document.nested(instruction);
        if (nested != nullptr && nested->keyword != model::Keyword::unknown &&
            std::ranges::any_of(nested->name, ascii::is_lower)) {
            report_one(*nested, report);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a whole file in lower case",
     .bad = R"(
       | from python:3.12
       ~ ^^^^ 'from' is in lower case; documentation and most files write FROM
       + FROM python:3.12
       | copy . /app
       ~ ^^^^ 'copy' is in lower case; documentation and most files write COPY
       + COPY . /app
     )",
     .good = R"(
       | FROM python:3.12
       | COPY . /app
     )"},
    {.title = "behind ONBUILD",
     .bad = R"(
       | FROM python:3.12
       | ONBUILD copy . /app
       ~         ^^^^ 'copy' is in lower case; documentation and most files write COPY
       + ONBUILD COPY . /app
     )",
     .good = R"(
       | FROM python:3.12
       | copy . /app
     )"},
};

} // namespace

extern constexpr Rule lower_case_instruction{
    .id = "lower-case-instruction",
    .also = {"CASING_INSTRUCTION"},
    .title = "Instructions in lower case",
    .why = "Docker reads instructions in any case. Upper case sets them off from their arguments, and it is "
           "how documentation and nearly all files write them.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
