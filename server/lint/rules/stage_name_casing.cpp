#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/spelling.hpp"
#include <algorithm>
#include <optional>
#include <vector>

namespace dockwright::lint::rules {
namespace {

using Stages = std::vector<const model::Stage*>;

/// Those whose FROM has capitals: it takes a name for an image, which can't have any.
Stages written_with_capitals(const model::Document& document) {
    Stages out;
    for (const model::Stage& stage : document.stages()) {
        if (std::ranges::any_of(stage.image.written, ascii::is_upper)) {
            out.push_back(&stage);
        }
    }
    return out;
}

/// The name, and each later FROM that spells it the same, up to the next stage of that name, whose
/// own fix goes on.
std::vector<TextEdit> edits(const model::Document& document, const model::Stage& stage,
                            const Stages& with_capitals) {
    const std::string lowered = ascii::lowered(stage.name);
    std::vector<TextEdit> edits{{stage.name_span, lowered}};
    const auto next = [&] {
        const auto behind = document.stages().subspan(stage.index + 1);
        const auto same = std::ranges::find(behind, stage.name, &model::Stage::name);
        return same == behind.end() ? document.stages().size() : same->index;
    };
    std::optional<std::size_t> last;
    for (const model::Stage* later : with_capitals) {
        if (later->index <= stage.index || later->image.written != stage.name) {
            continue;
        }
        last = last ? last : std::optional(next());
        if (later->index > *last) {
            break;
        }
        edits.push_back({later->image.span, lowered});
    }
    return edits;
}

void check(const Facts& facts, Report& report) {
    Spelling spelling(facts.document);
    std::optional<Stages> with_capitals;
    for (const model::Stage& stage : facts.document.stages()) {
        const model::Instruction& from = facts.document.instructions()[stage.from];
        if (facts.document.words(from).size() != 3 || std::ranges::none_of(stage.name, ascii::is_upper)) {
            continue;
        }
        Reported finding = report.at(
            stage.name_span, "'{}' has capitals, but the engine keeps stage names in lower case", stage.name);
        if (stage.name.contains('$')) { // no name at all, which stops the build
            finding.only_as("StageNameCasing");
            continue;
        }
        spelling.as(finding, "StageNameCasing");
        if (!with_capitals) {
            with_capitals = written_with_capitals(facts.document);
        }
        finding.fix(Safety::safe, "Write the stage name in lower case",
                    edits(facts.document, stage, *with_capitals));
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
       ~                     ^^^^^^ (StageNameCasing only) '$STAGE' has capitals, but the engine keeps stage names in lower case
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
