#include "gpu/machine.hpp"

namespace dockwright::gpu::checks {
namespace {

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
    } else if (asked.host->toolkit_missing) {
        reasons.add(Cause::toolkit_missing, Weight::fails, place,
                    "the machine has no NVIDIA Container Toolkit, so Docker can't give a GPU to a container",
                    principle(asked, "docker-19.03-gpus"));
    }
}

} // namespace

extern constexpr Check asked_for_gpu{.name = "asked_for_gpu", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
