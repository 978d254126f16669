#include "lint/gpu_stages.hpp"
#include "lint/pairs.hpp"

namespace dockwright::lint::rules {
namespace {

/// Whether the base image brings CUDA, and with it the condition, and containers get GPUs: else there is
/// nothing that could fail.
bool concerns_gpu(const Facts& facts, const model::Stage& stage) {
    if (stage.index >= facts.images.size()) {
        return false;
    }
    const gpu::ImageState& state = facts.images[stage.index];
    const std::string_view devices = state.value("NVIDIA_VISIBLE_DEVICES");
    return ((state.cuda.of_base && state.cuda.cuda.known()) ||
            state.variable("NVIDIA_REQUIRE_CUDA") != nullptr) &&
           devices != "void" && devices != "none";
}

void check(const Facts& facts, Report& report) {
    for (const Variable& variable : variables_of(facts.document, "NVIDIA_DISABLE_REQUIRE")) {
        const model::Stage* stage = facts.document.stage_of(*variable.instruction);
        if (stage == nullptr || !stage->shipped || !concerns_gpu(facts, *stage) || !variable.value ||
            !is_true(*variable.value)) {
            continue;
        }
        Reported found = report.at(
            variable.name_span, "This turns off the check that the GPU's driver is new enough: with an older "
                                "one the program fails with an unclear CUDA error. Remove it; who needs it "
                                "can start the container with `docker run -e NVIDIA_DISABLE_REQUIRE=1`");
        if (auto edit = without_pair(facts.document, *variable.instruction, variable.pair)) {
            found.fix(Safety::unsafe, "Remove NVIDIA_DISABLE_REQUIRE", {*std::move(edit)});
        }
    }
}

constexpr Example examples[] = {
    {.title = "for everybody who starts the image",
     .bad = R"(
       | FROM nvidia/cuda:12.6.3-runtime-ubuntu22.04
       | ENV NVIDIA_DISABLE_REQUIRE=true
       ~     ^^^^^^^^^^^^^^^^^^^^^^ This turns off the check that the GPU's driver is new enough: with an older one the program fails with an unclear CUDA error. Remove it; who needs it can start the container with `docker run -e NVIDIA_DISABLE_REQUIRE=1`
     )",
     .good = R"(
       | FROM nvidia/cuda:12.6.3-runtime-ubuntu22.04
       | ENV NVIDIA_DISABLE_REQUIRE=0
     )"},
    {.title = "no CUDA in it, or no GPU given to it", .good = R"(
       | FROM debian:12 AS tools
       | ENV NVIDIA_DISABLE_REQUIRE=true
       | FROM nvidia/cuda:12.6.3-runtime-ubuntu22.04
       | ENV NVIDIA_DISABLE_REQUIRE=true NVIDIA_VISIBLE_DEVICES=void
     )"},
};

} // namespace

extern constexpr Rule disabled_driver_condition{
    .id = "disabled-driver-condition",
    .title = "The image's condition about the driver is switched off",
    .why =
        "CUDA images say which driver they need, and the container toolkit refuses to start them on an older "
        "one, with a message that names both. Without that check the container starts, and the program "
        "finds no GPU or stops with an error that says nothing of drivers. There are machines on which the "
        "condition is too strict: for those it can be switched off when the container is started.",
    .group = Group::gpu,
    .severity = Severity::info,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
