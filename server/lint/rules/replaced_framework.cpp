#include "knowledge/queries.hpp"
#include "lint/gpu_conda.hpp"
#include "lint/gpu_stages.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

constexpr std::string_view frameworks[] = {"jax",        "jaxlib", "paddlepaddle-gpu",
                                           "tensorflow", "torch",  "vllm"};

/// Installed by an earlier instruction of the file, so that its files lie in a layer of their own.
bool is_in_layer(const gpu::Installed& old, const gpu::Installed& now) {
    // What is there and fits is not replaced: the tables know no better.
    const bool fits = !now.asked.empty() && knowledge::keeps(old.version, now.asked).value_or(false);
    return !fits && !old.of_base && old.instruction != now.instruction && old.home == now.home &&
           old.version.known() && now.version.known();
}

void check(const Facts& facts, Report& report) {
    each_state(facts, [&](const gpu::ImageState& state, const model::Stage& stage) {
        for (const gpu::Installed& old : state.replaced) {
            const gpu::Installed* now = state.find(old.name);
            if (now == nullptr || !stage.shipped || !is_of(stage, now->instruction) ||
                !is_in_layer(old, *now) || std::ranges::find(frameworks, old.name) == std::end(frameworks)) {
                continue;
            }
            report
                .at(now->place.span,
                    "{}This replaces {} {}, which stays in its layer: the image holds it twice, and only one "
                    "is used",
                    where(now->place), old.name, to_string(old.version))
                .related(old.place.span, message("{}It is installed here first", {where(old.place)}));
        }
    });
}

constexpr Example examples[] = {
    {.title = "another version, one RUN later",
     .bad = R"(
       | FROM python:3.11
       | RUN pip install torch==2.3.0
       | RUN pip install torch==2.4.1
       ~                 ^^^^^^^^^^^^ This replaces torch 2.3.0, which stays in its layer: the image holds it twice, and only one is used
     )",
     .good = R"(
       | FROM python:3.11
       | RUN pip install torch==2.4.1
       | RUN pip install transformers
     )"},
    {.title = "in one RUN nothing is left behind, and a build stage is not shipped", .good = R"(
       | FROM python:3.11 AS build
       | RUN pip install torch==2.3.0
       | RUN pip install torch==2.4.1
       | FROM python:3.11
       | RUN pip install torch==2.3.0 && pip install torch==2.4.1
       | COPY --from=build /app /app
     )"},
};

} // namespace

extern constexpr Rule replaced_framework{
    .id = "replaced-framework",
    .title = "A framework that is installed twice",
    .why =
        "Each RUN adds a layer to the image, and what a later one removes or replaces stays in the earlier "
        "one. "
        "PyTorch with its CUDA takes several gigabytes, twice if a later RUN installs another version. Often "
        "that happens by the way, when a list of requirements names another version than the RUN before.",
    .group = Group::gpu,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
