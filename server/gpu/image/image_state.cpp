#include "gpu/image/image_state.hpp"
#include "base/ascii.hpp"
#include "gpu/image/base_image.hpp"
#include "gpu/image/stage_walk.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu {

using knowledge::Knowledge;

const Installed* ImageState::find(std::string_view package) const {
    const Installed* other = nullptr;
    for (const Installed& one : installed) {
        if (one.name == package) {
            if (one.home == home) {
                return &one;
            }
            other = &one;
        }
    }
    return other;
}

const EnvironmentValue* ImageState::variable(std::string_view name) const {
    const auto found = std::ranges::find(environment, name, &EnvironmentValue::name);
    return found == environment.end() ? nullptr : &*found;
}

std::string_view ImageState::value(std::string_view name) const {
    const EnvironmentValue* found = variable(name);
    return found != nullptr && found->value ? std::string_view(*found->value) : std::string_view();
}

std::vector<ImageState> image_states(const model::Document& document, const model::Surroundings& surroundings,
                                     const Knowledge& knowledge, std::string_view platform) {
    std::vector<ImageState> states;
    states.reserve(document.stages().size());
    const World world{document, surroundings, knowledge};
    for (const model::Stage& stage : document.stages()) {
        ImageState state;
        if (stage.image.stage && *stage.image.stage < states.size()) {
            state = states[*stage.image.stage];
            state.steps.clear(); // they are of the stage below
            state.conflicts.clear();
        } else {
            state = image_state_of(stage.image, {.span = stage.image.span}, surroundings, knowledge);
        }
        state.stage = stage.index;
        const bool fixed = !stage.platform.empty() && !stage.platform.contains('$');
        if (fixed) {
            state.platform = stage.platform;
        } else if (!stage.image.stage) {
            state.platform = platform;
        }
        StageWalk(world, stage, state, states).run();
        states.push_back(std::move(state));
    }
    return states;
}

bool concerns_gpu(const model::Document& document, const Knowledge& knowledge) {
    for (const model::Stage& stage : document.stages()) {
        if (stage.image.stage || !stage.image.known) {
            continue;
        }
        const auto* family =
            knowledge::image_family(knowledge, repository_of(stage.image.parts, knowledge).name);
        if (family != nullptr && family->gpu) {
            return true;
        }
    }
    using model::PackageManager;
    for (const model::PackageCommand& command : document.packages().commands) {
        if (command.manager == PackageManager::pip || command.manager == PackageManager::conda) {
            return true;
        }
        for (const model::Package& package : document.packages().of(command)) {
            if (package.name.contains("nvidia") || package.name.contains("cuda") ||
                package.name.contains("cudnn")) {
                return true;
            }
        }
    }
    return std::ranges::any_of(document.bindings(),
                               [](const model::Binding& binding) {
                                   return binding.name.starts_with("NVIDIA_") ||
                                          binding.name.contains("CUDA");
                               }) ||
           std::ranges::any_of(document.commands().all, [](const model::Command& command) {
               return command.name == "nvidia-smi" || command.name == "nvcc";
           });
}

bool meant_for_gpu(const ImageState& state, const model::Surroundings& surroundings) {
    const std::string_view repository =
        state.family != nullptr ? state.family->repositories.front() : std::string_view();
    const bool any_tag = state.tag == nullptr || state.tag->tag == "*"; // nothing is known of this one
    const bool tagged =
        any_tag && (repository == "nvidia/cuda" || state.base.find("gpu") != std::string::npos ||
                    state.base.find("cuda") != std::string::npos);
    if (tagged || state.cuda.cuda.known() || state.variable("NVIDIA_VISIBLE_DEVICES") != nullptr ||
        state.variable("NVIDIA_DRIVER_CAPABILITIES") != nullptr) {
        return true;
    }
    const auto wants_gpu = [](const Installed& installed) {
        // A framework that only comes along with another package says nothing about what is wanted.
        if (installed.variant_tag == "cpu" || installed.as_dependency) {
            return false;
        }
        const bool decides =
            installed.variant != nullptr &&
            (installed.variant->cuda.known() || installed.variant->libraries == knowledge::Libraries::none);
        if (decides && installed.variant->libraries != knowledge::Libraries::image) {
            return installed.variant->cuda.known();
        }
        return installed.gpu_package || installed.variant_tag.starts_with("cu") ||
               installed.variant_tag == "and-cuda" || !installed.conda_refusal.empty();
    };
    return std::ranges::any_of(state.installed, wants_gpu) ||
           std::ranges::any_of(surroundings.plans, &model::RunPlan::asks_for_gpu);
}

} // namespace dockwright::gpu
