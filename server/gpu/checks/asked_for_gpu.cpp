#include "gpu/machine.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

/// What was written for a GPU for certain: CUDA in the image, a build that was chosen for it.
bool surely_meant(const Case& asked) {
    return asked.state.cuda.cuda.known() || asked.state.variable("NVIDIA_VISIBLE_DEVICES") != nullptr ||
           std::ranges::any_of(asked.state.installed, [](const Installed& one) {
               return one.variant_tag.starts_with("cu") && !one.as_dependency && !one.newest;
           });
}

/// The files beside the Dockerfile start what it builds, and none of them gives it a GPU.
const model::RunPlan* without_gpu(const Case& asked) {
    const auto& plans = asked.surroundings.plans;
    const bool any = std::ranges::any_of(plans, [](const model::RunPlan& plan) {
        return plan.asks_for_gpu || plan.runtime == "nvidia" || plan.kind != model::RunPlan::Kind::compose ||
               plan.path.empty();
    });
    return plans.empty() || any ? nullptr : &plans.front();
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    const Place place = asked.state.base_place;
    if (asked.host->request == Request::none) {
        reasons.add(Cause::gpu_not_requested, Weight::fails, place,
                    "the container is started without a GPU, so it sees none: docker run --gpus all, or "
                    "deploy.resources.reservations.devices in Compose",
                    principle(asked, "docker-19.03-gpus"));
    } else if (const model::RunPlan* plan = without_gpu(asked); plan != nullptr && surely_meant(asked)) {
        reasons.add(Cause::gpu_not_requested, Weight::fails, place,
                    "service '" + plan->name + "' of " + plan->path +
                        " starts it without a GPU, so it sees none: it needs "
                        "deploy.resources.reservations.devices",
                    principle(asked, "docker-19.03-gpus"));
    } else if (asked.host->toolkit_missing) {
        reasons.add(Cause::toolkit_missing, Weight::fails, place,
                    "the machine has no NVIDIA Container Toolkit, so Docker can't give a GPU to a container",
                    principle(asked, "docker-19.03-gpus"));
    }
}

} // namespace

extern constexpr Check asked_for_gpu{.name = "asked_for_gpu", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
