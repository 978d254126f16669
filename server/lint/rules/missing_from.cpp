#include "lint/rule.hpp"
#include "model/template.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// ARG may stand before FROM, so the first other one is where it is missed.
const model::Instruction& first_wrong(std::span<const model::Instruction> instructions) {
    const auto found = std::ranges::find_if_not(
        instructions, [](const model::Instruction& i) { return i.keyword == model::Keyword::arg; });
    return found == instructions.end() ? instructions.front() : *found;
}

void check(const Facts& facts, Report& report) {
    if (!model::is_fragment(facts.document)) {
        return; // of `FORM python:3.12` the rule about unknown instructions says what is meant
    }
    const auto instructions = facts.document.instructions();
    if (instructions.empty()) {
        report.at(span(0, 0), "There is no instruction here: a Dockerfile begins with FROM and an image")
            .as("NO_SOURCE_IMAGE");
    } else {
        report
            .at(first_wrong(instructions).name_span,
                "This file has no FROM line, so Docker can't build it: begin with FROM and an image")
            .as("NO_SOURCE_IMAGE");
    }
}

constexpr Example examples[] = {
    {.title = "instructions without an image",
     .bad = R"(
       | ARG TAG=3.12
       ~ ^^^ This file has no FROM line, so Docker can't build it: begin with FROM and an image
     )",
     .good = R"(
       | ARG TAG=3.12
       | FROM python:$TAG
     )"},
    {.title = "a misspelt FROM is another fault",
     .bad = R"(
       | IMAGE python:3.12
       ~ ^^^^^ This file has no FROM line, so Docker can't build it: begin with FROM and an image
     )",
     .good = R"(
       | FORM python:3.12
     )"},
    {.title = "comments alone",
     .bad = R"(
       | # soon
       ~ ! There is no instruction here: a Dockerfile begins with FROM and an image
     )",
     .good = R"(
       | # soon
       | FROM scratch
     )"},
};

} // namespace

extern constexpr Rule missing_from{
    .id = "missing-from",
    .also = {"NO_SOURCE_IMAGE"},
    .title = "No FROM",
    .why = "A Dockerfile builds on an image, which FROM names: `FROM python:3.12`, or `FROM scratch` for an "
           "empty one. Without it there is nothing to build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
