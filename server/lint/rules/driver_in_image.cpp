#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a driver, and the toolkit",
     .bad = R"(
       | FROM ubuntu:22.04
       | RUN apt-get update && apt-get install -y nvidia-driver-535 nvidia-container-toolkit
       ~                                          ^^^^^^^^^^^^^^^^^ 'nvidia-driver-535' brings driver libraries into the image; those of the machine are put in at start, and where the versions differ no GPU is found
       ~                                                            ^^^^^^^^^^^^^^^^^^^^^^^^ 'nvidia-container-toolkit' belongs on the machine that runs containers, not into one: it does nothing here
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       | RUN apt-get update && apt-get install -y cuda-toolkit-12-4
     )"},
    {.title = "`cuda` brings one", .bad = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       | RUN apt-get update && apt-get install -y cuda-12-4
       ~                                          ^^^^^^^^^ 'cuda-12-4' brings driver libraries into the image; those of the machine are put in at start, and where the versions differ no GPU is found
     )"},
};

} // namespace

extern constexpr Rule driver_in_image{
    .id = "driver-in-image",
    .title = "Parts of the driver in the image",
    .why = "The NVIDIA driver and the container toolkit are parts of the machine. When a container starts, "
           "the toolkit puts the machine's driver libraries into it. A copy that was installed in the image "
           "is of another version sooner or later, and then no GPU is found: \"Driver/library version "
           "mismatch\". CUDA without the driver is `cuda-toolkit-12-4`, not `cuda`.",
    .group = Group::gpu,
    .severity = Severity::warning,
    .examples = examples,
    .check = check_cause<gpu::Cause::driver_in_image>,
};

} // namespace dockwright::lint::rules
