#include "lint/rule.hpp"
#include <vector>

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& instruction : facts.document.instructions()) {
        const auto lines = facts.document.syntax().empty_lines_of(instruction);
        if (lines.empty()) {
            continue;
        }
        std::vector<TextEdit> edits;
        for (const Span line : lines) {
            edits.push_back({line, ""});
        }
        // At the line's begin: an empty line has no character to underline.
        const Span place{lines.front().begin, lines.front().begin};
        report
            .at(place,
                "Empty line inside the {} instruction, which future versions of the engine will refuse",
                instruction.name)
            .as("NoEmptyContinuation")
            .as("EMPTY_CONTINUATION_LINE")
            .fix(Safety::safe, lines.size() == 1 ? "Remove the empty line" : "Remove the empty lines",
                 std::move(edits));
    }
}

constexpr Example examples[] = {
    {.title = "an empty line behind a backslash",
     .bad = R"(
       | FROM python:3.12
       | RUN pip install \
       -
       ~ ! Empty line inside the RUN instruction, which future versions of the engine will refuse
       |     numpy
     )",
     .good = R"(
       | FROM python:3.12
       | RUN pip install \
       |     numpy
     )"},
    {.title = "a comment between the lines is no empty line", .good = R"(
       | FROM python:3.12
       | RUN pip install \
       |     # arrays
       |     numpy
       |
       | RUN true
     )"},
};

} // namespace

extern constexpr Rule empty_continuation_line{
    .id = "empty-continuation-line",
    .also = {"NoEmptyContinuation", "EMPTY_CONTINUATION_LINE"},
    .title = "Empty line inside an instruction",
    .why = "An instruction goes on behind a backslash at the end of a line, and the engine skips empty lines "
           "there. It has announced that they will be an error, and a reader takes the empty line for the "
           "instruction's end.",
    .group = Group::syntax,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
