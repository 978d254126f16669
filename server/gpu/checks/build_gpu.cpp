#include "gpu/machine.hpp"

namespace dockwright::gpu::checks {
namespace {

/// Calls of CUDA in Python say nothing of a base that is not known: it may be for a machine whose
/// builds have a GPU. NVIDIA's own program does.
bool asks_by_name(const Case& asked) {
    for (const ImageState* state : asked.built) {
        for (const BuildStep& step : state->steps) {
            if (step.what == "nvidia-smi" && state->base_known) {
                return true;
            }
        }
    }
    return false;
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu && !asks_by_name(asked)) {
        return;
    }
    for (const ImageState* state : asked.built) {
        for (const BuildStep& step : state->steps) {
            if (step.kind == BuildStep::Kind::queries_gpu && !step.tolerated && !step.has_device) {
                reasons.add(Cause::no_gpu_in_build, Weight::build_fails, step.place,
                            "'" + step.what +
                                "' wants a GPU, and a build has none: this step fails; run it when the "
                                "container starts, "
                                "or give the step a GPU with RUN --device",
                            principle(asked, "no-gpu-in-build"));
            }
        }
    }
}

} // namespace

extern constexpr Check build_gpu{.name = "build_gpu", .run = run};

} // namespace dockwright::gpu::checks
