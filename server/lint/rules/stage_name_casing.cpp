#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// The name, and each later FROM that spells it the same: that takes it for an image, which can't
/// have capitals. Up to the next stage of that name, whose own fix goes on.
std::vector<TextEdit> edits(const model::Document& document, const model::Stage& stage) {
    const std::string lowered = ascii::lowered(stage.name);
    std::vector<TextEdit> edits{{stage.name_span, lowered}};
    for (const model::Stage& later : document.stages().subspan(stage.index + 1)) {
        if (later.image.written == stage.name) {
            edits.push_back({later.image.span, lowered});
        }
        if (later.name == stage.name) {
            break;
        }
    }
    return edits;
}

void check(const Facts& facts, Report& report) {
    for (const model::Stage& stage : facts.document.stages()) {
        const model::Instruction& from = facts.document.instructions()[stage.from];
        if (facts.document.words(from).size() != 3 || std::ranges::none_of(stage.name, ascii::is_upper)) {
            continue;
        }
        Reported finding = report.at(
            stage.name_span, "'{}' has capitals, but the engine keeps stage names in lower case", stage.name);
        finding.as("StageNameCasing");
        if (!stage.name.contains('$')) { // lowered, it would be another variable
            finding.fix(Safety::safe, "Write the stage name in lower case", edits(facts.document, stage));
        }
    }
}

constexpr Example examples[] = {
    {.title = "capitals in a stage name",
     .bad = R"(
       | FROM python:3.12 AS Build
       ~                     ^^^^^ 'Build' has capitals, but the engine keeps stage names in lower case
       + FROM python:3.12 AS build
     )",
     .good = R"(
       | FROM python:3.12 AS build
     )"},
    {.title = "the second of two stages", .bad = R"(
       | FROM python:3.12 AS base
       | FROM base AS finalImage
       ~              ^^^^^^^^^^ 'finalImage' has capitals, but the engine keeps stage names in lower case
       + FROM base AS finalimage
     )"},
    {.title = "used in the same spelling, which finds no stage", .bad = R"(
       | FROM python:3.12 AS Base
       ~                     ^^^^ 'Base' has capitals, but the engine keeps stage names in lower case
       + FROM python:3.12 AS base
       | FROM Base AS tests
       + FROM base AS tests
       | COPY --from=Base /a /a
       | FROM BASE
     )"},
    {.title = "a variable keeps its name", .bad = R"(
       | FROM python:3.12 AS $STAGE
       ~                     ^^^^^^ '$STAGE' has capitals, but the engine keeps stage names in lower case
     )"},
};

} // namespace

extern constexpr Rule stage_name_casing{
    .id = "stage-name-casing",
    .also = {"StageNameCasing"},
    .title = "Stage name with capitals",
    .why = "Stage names are kept in lower case, so `FROM Build` looks for an image of that name and not "
           "for the stage. Written in lower case, the name means the same wherever it is used.",
    .group = Group::style,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
