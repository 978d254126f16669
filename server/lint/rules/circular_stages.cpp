#include "lint/rule.hpp"
#include "lint/stage_graph.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const std::vector<StageUse> uses = stage_uses(document);
    for (const StageUse& use : uses) {
        if (use.kind == StageUse::Kind::from || !leads_to(uses, use.stage, use.user)) {
            continue;
        }
        const bool own = use.stage == use.user;
        if (own && use.kind == StageUse::Kind::copy) {
            continue; // said by the rule about copying from the own stage
        }
        const model::Stage& other = document.stages()[use.stage];
        const std::string name = other.name.empty() ? std::to_string(use.stage) : std::string(other.name);
        if (own) {
            report.at(use.span,
                      "A stage cannot mount itself while it is being built, so the build stops here");
        } else {
            report
                .at(use.span,
                    "Stage '{}' needs this one itself: neither can be built before the other, so the build "
                    "stops here",
                    name)
                .related(other.image.span, "that stage");
        }
    }
}

constexpr Example examples[] = {
    {.title = "two stages that copy from each other",
     .bad = R"(
       | FROM python:3.12 AS wheels
       | COPY --from=app /app/requirements.txt .
       ~             ^^^ Stage 'app' needs this one itself: neither can be built before the other, so the build stops here
       | RUN pip wheel -r requirements.txt
       | FROM python:3.12 AS app
       | COPY . /app
       | COPY --from=wheels /wheels /wheels
       ~             ^^^^^^ Stage 'wheels' needs this one itself: neither can be built before the other, so the build stops here
     )",
     .good = R"(
       | FROM python:3.12 AS wheels
       | COPY requirements.txt .
       | RUN pip wheel -r requirements.txt
       | FROM python:3.12 AS app
       | COPY --from=wheels /wheels /wheels
     )"},
    {.title = "mounts count, and what a stage builds on",
     .bad = R"(
       | FROM python:3.12 AS base
       | RUN --mount=type=bind,from=tools,target=/tools /tools/setup
       ~                       ^^^^^^^^^^ Stage 'tools' needs this one itself: neither can be built before the other, so the build stops here
       | FROM base AS tools
       | RUN make tools
       | RUN --mount=from=tools,target=/t true
       ~             ^^^^^^^^^^ A stage cannot mount itself while it is being built, so the build stops here
     )",
     .good = R"(
       | FROM python:3.12 AS base
       | RUN --mount=type=bind,from=tools,target=/tools /tools/setup
       | FROM python:3.12 AS tools
       | RUN make tools
     )"},
};

} // namespace

extern constexpr Rule circular_stages{
    .id = "circular-stages",
    .title = "Stages that need each other",
    .why = "A stage is built when all that it copies or mounts from other stages is there. Stages that need "
           "each other in a ring wait for each other for ever, so the build refuses to begin.",
    .group = Group::correctness,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
