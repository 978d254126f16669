#include "lint/rule.hpp"
#include "lint/stage_rename.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    const auto stages = facts.document.stages();
    for (const model::Stage& stage : stages) {
        const model::Stage* earlier =
            stage.name.empty() ? nullptr : facts.document.stage_named(stage.name, stage.index);
        if (earlier == nullptr) {
            continue;
        }
        // hadolint takes names that differ in case for different ones.
        const bool written_alike = std::ranges::any_of(
            stages.first(stage.index), [&](const model::Stage& other) { return other.name == stage.name; });
        Reported finding = report.at(
            stage.name_span,
            "'{}' already names an earlier stage, so which one a later line means is easily mistaken",
            stage.name);
        finding.as("DuplicateStageName")
            .as("DUPLICATE_BUILD_STAGE_NAME")
            .as_if(written_alike, "DL3024")
            .related(earlier->name_span, "The earlier stage of that name");
        if (auto rename = rename_stage(facts.document, stage, stage.name)) {
            finding.fix(Safety::unsafe, message("Call it '{}'", {rename->name}), std::move(rename->edits));
        }
    }
}

constexpr Example examples[] = {
    {.title = "two stages of one name",
     .bad = R"(
       | FROM node:22 AS build
       | FROM python:3.12 AS build
       ~                     ^^^^^ 'build' already names an earlier stage, so which one a later line means is easily mistaken
     )",
     .good = R"(
       | FROM node:22 AS assets
       | FROM python:3.12 AS build
     )"},
    {.title = "case makes no difference to the engine", .bad = R"(
       | FROM node:22 AS build
       | FROM python:3.12 AS Build
       ~                     ^^^^^ 'Build' already names an earlier stage, so which one a later line means is easily mistaken
     )"},
};

} // namespace

extern constexpr Rule duplicate_stage_name{
    .id = "duplicate-stage-name",
    .also = {"DuplicateStageName", "DL3024", "DUPLICATE_BUILD_STAGE_NAME"},
    .title = "Stage name used twice",
    .why =
        "`COPY --from=NAME`, `FROM NAME` and `docker build --target NAME` take one of the stages with that "
        "name, and a reader can hardly tell which.",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
