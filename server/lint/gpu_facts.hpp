#pragma once
#include "gpu/judge.hpp"
#include "lint/settings.hpp"
#include "model/document.hpp"
#include <vector>

namespace dockwright::lint {

/// A stage as it is judged for one machine.
struct Judged {
    const gpu::Host* host = nullptr; ///< null: what is wrong on every machine
    gpu::Judgement judgement;
};

/// What rules about GPUs go by, computed once for a document.
struct GpuFacts {
    /// One for each stage; empty if nothing in the file concerns a GPU.
    std::vector<gpu::ImageState> images;
    /// What was judged of each shipped stage: without a machine, then for each that the settings name.
    std::vector<Judged> judged;
};

GpuFacts gpu_facts(const model::Document& document, const model::Surroundings& surroundings,
                   const knowledge::Knowledge& knowledge, const std::vector<gpu::Host>& targets);

/// The facts that the settings name, else those of the program.
const knowledge::Knowledge& knowledge_of(const Settings& settings);

} // namespace dockwright::lint
