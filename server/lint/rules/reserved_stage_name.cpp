#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/stage_rename.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const model::Stage& stage : facts.document.stages()) {
        if (!ascii::equal(stage.name, "scratch") && !ascii::equal(stage.name, "context")) {
            continue;
        }
        const bool in_lower_case = stage.name == "scratch" || stage.name == "context";
        Reported finding =
            report.at(stage.name_span, "'{}' means something else to the engine: give the stage another name",
                      stage.name);
        finding.as("ReservedStageName").as_if(in_lower_case, "DL3063");
        if (auto rename = rename_stage(facts.document, stage, ascii::lowered(stage.name) + "-stage")) {
            finding.fix(Safety::unsafe, message("Call it '{}'", {rename->name}), std::move(rename->edits));
        }
    }
}

constexpr Example examples[] = {
    {.title = "the name of the empty image",
     .bad = R"(
       | FROM python:3.12 AS scratch
       ~                     ^^^^^^^ 'scratch' means something else to the engine: give the stage another name
     )",
     .good = R"(
       | FROM scratch AS empty
     )"},
    {.title = "the name of the build context",
     .bad = R"(
       | FROM python:3.12 AS Context
       ~                     ^^^^^^^ 'Context' means something else to the engine: give the stage another name
     )",
     .good = R"(
       | FROM python:3.12 AS contexts
     )"},
};

} // namespace

extern constexpr Rule reserved_stage_name{
    .id = "reserved-stage-name",
    .also = {"ReservedStageName", "DL3063"},
    .title = "Reserved stage name",
    .why = "`scratch` is the empty image and `context` the folder that is built from. A stage of that name "
           "can't be reached, or hides what the name stands for.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
