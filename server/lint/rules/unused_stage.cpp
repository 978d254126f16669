#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/stage_graph.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::lint::rules {
namespace {

/// What a FROM names may be a stage, once its variables have values: nothing beside them makes it an image.
bool may_name_stage(std::string_view written) {
    int open = 0;
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (written.substr(i).starts_with("${")) {
            ++open;
        } else if (written[i] == '}' && open > 0) {
            --open;
        } else if (open == 0 && (written[i] == ':' || written[i] == '/' || written[i] == '@')) {
            return false;
        }
    }
    return true;
}

/// So many stages, from the first on, may be what a FROM behind them names by a variable.
std::uint32_t chosen_by_variable(const model::Document& document) {
    std::uint32_t out = 0;
    for (const model::Stage& stage : document.stages()) {
        if (stage.image.has_variables && may_name_stage(stage.image.span.of(document.text()))) {
            out = stage.index;
        }
    }
    return out;
}

bool is_asked_for(const Facts& facts, const model::Stage& stage) {
    return std::ranges::any_of(facts.surroundings.plans, [&](const model::RunPlan& plan) {
        return !plan.stage.empty() && ascii::equal(plan.stage, stage.name);
    });
}

/// ONBUILD COPY --from names a stage of whoever builds on this image.
bool has_triggers(const model::Document& document) {
    return !std::ranges::empty(document.all(model::Keyword::onbuild));
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const auto stages = document.stages();
    if (stages.size() < 2 || document.syntax().has_lost_lines() || has_triggers(document)) {
        return;
    }
    std::vector<bool> used(stages.size());
    for (const StageUse& use : stage_uses(document)) {
        used[use.stage] = used[use.stage] || use.user != use.stage;
    }
    const std::uint32_t chosen = chosen_by_variable(document);
    for (const model::Stage& stage : stages.first(stages.size() - 1).subspan(chosen)) {
        if (used[stage.index] || is_asked_for(facts, stage)) {
            continue;
        }
        const Span span = stage.name.empty() ? stage.image.span : stage.name_span;
        if (stage.name.empty()) {
            report.at(span, "Nothing is built on this stage and nothing is copied out of it, and without a "
                            "name no --target can ask for it: it is never built");
        } else {
            report.at(span, "No other stage needs '{}': it is built only where --target asks for it",
                      stage.name);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a stage that was left behind",
     .bad = R"(
       | FROM python:3.12 AS wheels
       ~                     ^^^^^^ No other stage needs 'wheels': it is built only where --target asks for it
       | RUN pip wheel -w /wheels numpy==2.1.0
       | FROM python:3.12
       | RUN pip install numpy==2.1.0
     )",
     .good = R"(
       | FROM python:3.12 AS wheels
       | RUN pip wheel -w /wheels numpy==2.1.0
       | FROM python:3.12
       | COPY --from=wheels /wheels /wheels
     )"},
    {.title = "without a name nobody can ask for it", .bad = R"(
       | FROM node:22
       ~      ^^^^^^^ Nothing is built on this stage and nothing is copied out of it, and without a name no --target can ask for it: it is never built
       | RUN npm run build
       | FROM nginx:1.27
       | COPY dist /usr/share/nginx/html
     )"},
    {.title = "a variable chooses", .good = R"(
       | ARG KIND=cpu
       | FROM python:3.12 AS cpu
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS gpu
       | FROM $KIND
     )"},
    {.title = "a variable in a tag chooses none", .bad = R"(
       | ARG PYTHON=3.12
       | FROM python:${PYTHON} AS wheels
       ~                          ^^^^^^ No other stage needs 'wheels': it is built only where --target asks for it
       | FROM python:${PYTHON}
     )"},
};

} // namespace

extern constexpr Rule unused_stage{
    .id = "unused-stage",
    .title = "A stage that no other one needs",
    .why =
        "A build makes the last stage and what that one needs. Other stages are skipped, so their mistakes "
        "stay unseen. That is right for one that `docker build --target` asks for; otherwise it was "
        "forgotten, or a COPY --from is missing.",
    .group = Group::correctness,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
