#include "lint/hadolint_reading.hpp"
#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// Only before a FROM: that a file has none at all is another matter, said once.
void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const bool any_stage = !document.stages().empty();
    for (const model::Instruction& instruction : document.instructions()) {
        if (instruction.keyword == model::Keyword::from) {
            break;
        }
        if (instruction.keyword == model::Keyword::arg || instruction.keyword == model::Keyword::unknown) {
            continue;
        }
        Reported finding =
            report.at(instruction.name_span,
                      "{} stands before the first FROM, so there is no image yet, and the build stops here",
                      syntax::name(instruction.keyword));
        found_by(finding, any_stage, true, "DL3061");
    }
}

constexpr Example examples[] = {
    {.title = "too early",
     .bad = R"(
       | ARG TAG=3.12
       | ENV LANG=C.UTF-8
       ~ ^^^ ENV stands before the first FROM, so there is no image yet, and the build stops here
       | LABEL team=vision
       ~ ^^^^^ LABEL stands before the first FROM, so there is no image yet, and the build stops here
       | FROM python:$TAG
     )",
     .good = R"(
       | ARG TAG=3.12
       | FROM python:$TAG
       | ENV LANG=C.UTF-8
     )"},
    {.title = "a file without any FROM is another matter",
     .bad = R"(
       | RUN make
       ~ ^^^ (DL3061 only) RUN stands before the first FROM, so there is no image yet, and the build stops here
       | RUN make install
       ~ ^^^ (DL3061 only) RUN stands before the first FROM, so there is no image yet, and the build stops here
     )",
     .good = R"(
       | ARG TAG
     )"},
};

} // namespace

extern constexpr Rule instruction_before_from{
    .id = "instruction-before-from",
    .also = {"DL3061"},
    .title = "An instruction before the first FROM",
    .why = "FROM gives the image that all else works on. Only ARG may stand before it, to be used in it.",
    .group = Group::correctness,
    .severity = Severity::error,
    .level = Level::recommended,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
