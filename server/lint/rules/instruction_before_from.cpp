#include "lint/hadolint/reading.hpp"
#include "lint/insertion.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::lint::rules {
namespace {

/// So many are moved and no more: each of them offers to move all, lest their order be turned round.
constexpr std::size_t most_moved = 20;

bool is_early(const model::Instruction& instruction) {
    return instruction.keyword != model::Keyword::arg && instruction.keyword != model::Keyword::unknown;
}

/// Below the first FROM, with the comments above each.
std::vector<TextEdit> moved(const model::Document& document) {
    const model::Instruction& from = document.instructions()[document.stages().front().from];
    const auto before = document.instructions().first(document.index(from));
    std::vector<TextEdit> edits;
    if (document.syntax().has_lost_lines() ||
        static_cast<std::size_t>(std::ranges::count_if(before, is_early)) > most_moved) {
        return edits;
    }
    std::string below;
    for (const model::Instruction& instruction : before) {
        if (!is_early(instruction)) {
            continue;
        }
        const bool directive =
            std::ranges::any_of(document.syntax().comments_of(instruction), &syntax::Comment::directive);
        const Offset begin = directive ? instruction.span.begin : above_comments(document, instruction);
        const Span whole{begin, instruction.span.end};
        edits.push_back({whole_lines(document.text(), whole), ""});
        below.append(line_end_of(document.text())).append(whole.of(document.text()));
    }
    edits.push_back({{from.span.end, from.span.end}, std::move(below)});
    return edits;
}

/// Only before a FROM: that a file has none at all is another matter, said once.
void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const bool any_stage = !document.stages().empty();
    bool first = true; // dockerfile-utils says it once
    std::optional<std::vector<TextEdit>> edits;
    for (const model::Instruction& instruction : document.instructions()) {
        if (instruction.keyword == model::Keyword::from) {
            break;
        }
        if (!is_early(instruction)) {
            continue;
        }
        Reported finding =
            report.at(instruction.name_span,
                      "{} stands before the first FROM, so there is no image yet, and the build stops here",
                      syntax::name(instruction.keyword));
        found_by(finding, any_stage, true, "DL3061").as_if(any_stage && first, "NO_SOURCE_IMAGE");
        first = false;
        if (!edits) {
            edits = any_stage ? moved(document) : std::vector<TextEdit>{};
        }
        if (!edits->empty()) {
            finding.fix(Safety::unsafe, edits->size() > 2 ? "Move these below FROM" : "Move it below FROM",
                        *edits);
        }
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
    .also = {"DL3061", "NO_SOURCE_IMAGE"},
    .title = "An instruction before the first FROM",
    .why = "FROM gives the image that all else works on. Only ARG may stand before it, to be used in it.",
    .group = Group::correctness,
    .severity = Severity::error,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
