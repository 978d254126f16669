#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const model::Stage& stage : facts.document.stages()) {
        const model::Instruction& from = facts.document.instructions()[stage.from];
        if (facts.document.words(from).size() != 3 || std::ranges::none_of(stage.name, ascii::is_upper)) {
            continue;
        }
        report
            .at(stage.name_span, "'{}' has capitals, but the engine keeps stage names in lower case",
                stage.name)
            .as("StageNameCasing")
            .fix(Safety::safe, "Write the stage name in lower case",
                 {{stage.name_span, ascii::lowered(stage.name)}});
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
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
