#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a condition that is not met",
     .bad = R"(
       | FROM nvidia/cuda:12.6.3-runtime-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the image says that it needs a driver with CUDA 12.6, and driver 535.104.05 has 12.2: with RTX 3090 the container is refused at start (NVIDIA_REQUIRE_CUDA); toolkits that use CDI do not look at it, and this machine's is not known [RTX 3090 with driver 535.104.05]
     )",
     .good = R"(
       | FROM nvidia/cuda:12.2.2-runtime-ubuntu22.04
     )",
     .machine = "RTX 3090, 535.104.05"},
    {.title = "one of the image's own",
     .bad = R"(
       | FROM python:3.12-slim
       | ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_REQUIRE_DRIVER="driver>=550"
       ~                                ^^^^^^^^^^^^^^^^^^^^^ NVIDIA_REQUIRE_DRIVER is not met by A40 with driver 535.104.05: the container is refused at start; toolkits that use CDI do not look at it, and this machine's is not known [A40 with driver 535.104.05]
     )",
     .machine = "A40, 535.104.05"},
};

} // namespace

extern constexpr Rule require_cuda_unsatisfied{
    .id = "require-cuda-unsatisfied",
    .title = "The image's condition about the driver does not hold on the machine",
    .why = "CUDA images state in NVIDIA_REQUIRE_CUDA which drivers they run with. Where the NVIDIA Container "
           "Toolkit reads it, it refuses to start the container otherwise: \"unsatisfied condition: "
           "cuda>=12.8\". From 12.5 on the condition is stricter for GeForce cards than CUDA itself.",
    .group = Group::gpu,
    .severity = Severity::error,
    .examples = examples,
    .check = check_cause<gpu::Cause::require_cuda_unsatisfied>,
};

} // namespace dockwright::lint::rules
