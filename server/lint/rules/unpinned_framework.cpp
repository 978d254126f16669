#include "lint/gpu_stages.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

constexpr std::string_view frameworks[] = {"torch",           "tensorflow",       "jax",
                                           "onnxruntime-gpu", "paddlepaddle-gpu", "vllm"};

/// The index or a version's own part says which CUDA.
bool chooses_cuda(const model::Document& document, const gpu::Installed& installed) {
    const model::Packages& packages = document.packages();
    return std::ranges::any_of(packages.commands, [&](const model::PackageCommand& command) {
        return document.commands().all[command.command].span.covers(installed.place.span) &&
               command.indexes.size() > 0;
    });
}

/// For an old Python nothing new comes: the newest of the day is that of each day.
bool is_recent(const Facts& facts, const gpu::Installed& installed) {
    const std::string_view released = installed.release->released;
    const std::string_view now = facts.knowledge.as_of;
    if (released.size() < 7 || now.size() < 7) {
        return true;
    }
    const auto last_year = knowledge::Version::parse(now.substr(0, 4));
    return last_year && released.substr(0, 4) >= std::to_string(last_year->major() - 1);
}

void check(const Facts& facts, Report& report) {
    each_state(facts, [&](const gpu::ImageState& state, const model::Stage& stage) {
        const bool fixed_base = state.cuda.of_base && state.cuda.cuda.known() && state.base_known;
        if (!fixed_base) {
            return;
        }
        for (const gpu::Installed& installed : state.installed) {
            if (!is_of(stage, installed.instruction) || installed.of_base || installed.as_dependency ||
                !installed.newest || !installed.asked.empty() || installed.version_unknown ||
                installed.manager != model::PackageManager::pip || installed.variant == nullptr ||
                !installed.variant->cuda.known() || installed.release == nullptr ||
                !is_recent(facts, installed) || installed.unresolved != gpu::Unresolved::none ||
                std::ranges::find(frameworks, installed.name) == std::end(frameworks) ||
                !installed.place.file.empty() || chooses_cuda(facts.document, installed)) {
                continue;
            }
            report.at(installed.place.span,
                      "{} without a version is the newest of the day, now {} for CUDA {}, though the base "
                      "image is pinned to CUDA {}: the next build may need another driver or another GPU",
                      installed.name, to_string(installed.version), to_string(installed.variant->cuda.cut(2)),
                      to_string(state.cuda.cuda.cut(2)));
        }
    });
}

constexpr Example examples[] = {
    {.title = "CUDA is pinned, PyTorch is not",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install numpy torch
       ~                       ^^^^^ torch without a version is the newest of the day, now 2.14.1 for CUDA 13.0, though the base image is pinned to CUDA 12.4: the next build may need another driver or another GPU
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install numpy torch==2.6.0
     )"},
    {.title = "an index says which CUDA, and a base image has it already", .good = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch --index-url https://download.pytorch.org/whl/cu124
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | RUN pip install torch numpy
     )"},
    {.title = "no CUDA was pinned", .good = R"(
       | FROM python:3.12-slim
       | RUN pip install torch
     )"},
};

} // namespace

extern constexpr Rule unpinned_framework{
    .id = "unpinned-framework",
    .title = "A framework without a version on a base image with a fixed CUDA",
    .why =
        "PyTorch, TensorFlow and their like bring the CUDA of their release, and each of them serves other "
        "GPUs and needs another driver. Who pins the base image wants the same container next month; a "
        "framework without a version gives another one, and what ran on a machine may find no GPU there.",
    .group = Group::gpu,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
