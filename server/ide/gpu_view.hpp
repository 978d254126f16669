#pragma once
#include "lint/gpu_facts.hpp"
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include <span>
#include <vector>

namespace dockwright::ide {

/// A Dockerfile with what is known of it and GPUs: computed once for a version of its text, and all
/// that editor features about GPUs need. What it refers to outlives it.
struct GpuView {
    const model::Document& document;
    const model::Surroundings& surroundings;
    const knowledge::Knowledge& knowledge;
    std::span<const gpu::Host> targets;
    std::vector<gpu::ImageState> images; ///< one for each stage, whether or not a GPU is meant
    std::vector<lint::Judged> judged;    ///< as in GpuFacts; empty if nothing in the file concerns a GPU

    /// Of a stage, without a machine first, then for each target.
    std::vector<const lint::Judged*> judged_of(std::uint32_t stage) const;
    /// Those to tell in short: one that is bad on every machine alone, else that of each target if a GPU
    /// is wanted or something is wrong.
    std::vector<const lint::Judged*> verdicts_of(std::uint32_t stage) const;
};

GpuView gpu_view(const model::Document& document, const model::Surroundings& surroundings,
                 const knowledge::Knowledge& knowledge, const std::vector<gpu::Host>& targets);

/// An image before any instruction, as if a Dockerfile began with it.
gpu::ImageState base_state(std::string_view image, const model::Surroundings& surroundings,
                           const knowledge::Knowledge& knowledge);

} // namespace dockwright::ide
