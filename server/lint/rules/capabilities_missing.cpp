#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "only for video",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | ENV NVIDIA_DRIVER_CAPABILITIES=video
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^ NVIDIA_DRIVER_CAPABILITIES=video leaves out 'compute', so there is no CUDA in the container
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | ENV NVIDIA_DRIVER_CAPABILITIES=compute,utility,video
     )"},
    {.title = "no nvidia-smi", .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | ENV NVIDIA_DRIVER_CAPABILITIES=compute,video
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^ NVIDIA_DRIVER_CAPABILITIES=compute,video leaves out 'utility', so there is no nvidia-smi and no NVML in the container
     )"},
};

} // namespace

extern constexpr Rule capabilities_missing{
    .id = "capabilities-missing",
    .title = "A variable that keeps CUDA or nvidia-smi out of the container",
    .why =
        "NVIDIA_DRIVER_CAPABILITIES says which parts of the driver a container gets. A value replaces that "
        "of the base image: with `video` alone there is neither CUDA (`compute`) nor nvidia-smi (`utility`).",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::capabilities_missing>,
};

} // namespace dockwright::lint::rules
