#include "base/ascii.hpp"
#include "lint/gpu_reason.hpp"
#include "lint/moving_image.hpp"
#include "model/given_arguments.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::lint::rules {

extern const Rule base_tag_gone;

namespace {

/// `CUDA` where only another value of it takes this stage: `FROM cuda-${CUDA}` takes `cuda-118`, and this is
/// `cuda-113`. "" otherwise.
std::string_view choosing_argument(const Facts& facts, const model::Stage* stage) {
    const bool asked_for = stage == nullptr || stage->name.empty() ||
                           std::ranges::any_of(facts.surroundings.plans, [&](const model::RunPlan& plan) {
                               return ascii::equal(plan.stage, stage->name);
                           });
    for (const model::Stage& other : facts.document.stages()) {
        const model::Binding* argument = image_argument(facts.document, other);
        if (asked_for || argument == nullptr || other.index <= stage->index || !other.image.stage ||
            other.image.stage == stage->index) {
            continue;
        }
        const std::string_view written = other.image.written;
        const auto dollar = std::min(written.find('$'), written.size());
        const bool braces = written.substr(dollar).starts_with("${");
        const auto end = dollar + argument->name.size() + (braces ? 3 : 1);
        const bool simple = end <= written.size() && (!braces || written[end - 1] == '}');
        if (simple && stage->name.starts_with(written.substr(0, dollar)) &&
            stage->name.ends_with(written.substr(end))) {
            return argument->name;
        }
    }
    return {};
}

/// What several stages have out of one ARG is wrong there, and once.
void check(const Facts& facts, Report& report) {
    std::vector<Finding> all;
    Report each(base_tag_gone, all);
    report_cause(facts, each, gpu::Cause::base_tag_gone);
    const auto argument_of = [&](const Finding& finding) {
        const model::Stage* stage = stage_of_image(facts.document, finding.span);
        return stage != nullptr ? image_argument(facts.document, *stage) : nullptr;
    };
    std::vector<const model::Binding*> told;
    for (Finding& finding : all) {
        const model::Binding* argument = argument_of(finding);
        if (argument != nullptr && std::ranges::find(told, argument) != told.end()) {
            continue;
        }
        const auto same = [&](const Finding& other) { return argument_of(other) == argument; };
        const bool several = argument != nullptr && std::ranges::count_if(all, same) > 1;
        const bool at_argument = several && model::giver(facts.surroundings, argument->name) == nullptr;
        const std::string_view choosing =
            choosing_argument(facts, stage_of_image(facts.document, finding.span));
        Reported reported = report.at(at_argument ? argument->span : finding.span, "{}{}",
                                      choosing.empty() ? "" : message("If {} takes this stage: ", {choosing}),
                                      finding.message);
        const bool only_then = !choosing.empty() && finding.severity == Severity::error;
        reported.severity(only_then ? Severity::warning : finding.severity);
        for (Fix& fix : finding.fixes) {
            reported.fix(fix.safety, fix.title, std::move(fix.edits));
        }
        if (several) {
            told.push_back(argument);
            for (const Finding& other : all) {
                if (same(other) && (at_argument || other.span != finding.span)) {
                    reported.related(other.span, "It is built on here");
                }
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "deleted, and never there",
     .bad = R"(
       | FROM nvidia/cuda:10.2-devel-ubuntu18.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NVIDIA has deleted '10.2-devel-ubuntu18.04', so this build stops here ("manifest unknown")
       | FROM nvidia/cuda:12.4.0-cudnn-devel-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nvidia/cuda has no tag '12.4.0-cudnn-devel-ubuntu22.04', so this build stops here ("manifest unknown"): take 12.4.1-cudnn-devel-ubuntu22.04 with the same CUDA 12.4
     )",
     .good = R"(
       | FROM nvidia/cuda:12.8.1-devel-ubuntu22.04
     )"},
    {.title = "once for all stages that build on one ARG", .bad = R"(
       | ARG BASE=nvidia/cuda:10.2-devel-ubuntu18.04
       ~     ^^^^ NVIDIA has deleted '10.2-devel-ubuntu18.04', so this build stops here ("manifest unknown")
       | FROM $BASE AS one
       | FROM $BASE AS two
     )"},
    {.title = "a stage that another build argument would take", .bad = R"(
       | ARG CUDA=128
       | FROM nvidia/cuda:12.8.1-devel-ubuntu22.04 AS cuda-128
       | FROM nvidia/cuda:10.2-devel-ubuntu18.04 AS cuda-102
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ If CUDA takes this stage: NVIDIA has deleted '10.2-devel-ubuntu18.04', so this build stops here ("manifest unknown")
       | FROM cuda-${CUDA} AS final
       | RUN nvcc --version
     )"},
    {.title = "no tag at all", .bad = R"(
       | FROM nvidia/cuda
       ~      ^^^^^^^^^^^ nvidia/cuda has no tag 'latest' any more, so this build stops here ("manifest unknown"): give a whole one, such as 12.8.1-base-ubuntu24.04
     )"},
    {.title = "past its end", .bad = R"(
       | FROM nvidia/cuda:12.8.0-runtime-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NVIDIA no longer updates '12.8.0-runtime-ubuntu22.04' and may delete it, and then this build stops ("manifest unknown"): take 12.8.1-runtime-ubuntu22.04 with the same CUDA 12.8
       | FROM nvidia/cuda:11.7.1-runtime-ubuntu18.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NVIDIA no longer updates '11.7.1-runtime-ubuntu18.04' and may delete it, and then this build stops ("manifest unknown"): take 11.7.1-runtime-ubuntu22.04 with the same CUDA 11.7 on a newer Ubuntu, as this one has ended, too
     )"},
    {.title = "a copy on another registry is not NVIDIA's to delete", .good = R"(
       | FROM registry.example.org/hub/nvidia/cuda:10.2-devel-ubuntu18.04
     )"},
};

} // namespace

extern constexpr Rule base_tag_gone{
    .id = "base-tag-gone",
    .title = "A base image's tag that does not exist, or not for long",
    .why =
        "NVIDIA deletes tags of its CUDA images some time after they have reached their end, and some "
        "combinations were never built. Docker then says \"manifest unknown\" and the build stops at FROM. "
        "What has reached its end and is still there may be deleted any day, and gets no fixes of security.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
