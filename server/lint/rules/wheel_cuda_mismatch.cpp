#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "compiled with another CUDA than torch",
     .bad = R"(
       | FROM nvidia/cuda:11.8.0-devel-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
       | RUN FORCE_CUDA=1 pip install --no-build-isolation torch-scatter
       ~                                                   ^^^^^^^^^^^^^ torch-scatter is compiled with the image's CUDA 11.8, and torch was built with 12.4: torch refuses extensions of another CUDA major
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
       | RUN FORCE_CUDA=1 pip install --no-build-isolation torch-scatter
     )"},
};

} // namespace

extern constexpr Rule wheel_cuda_mismatch{
    .id = "wheel-cuda-mismatch",
    .title = "An extension for another CUDA than its framework",
    .why = "A package that extends PyTorch uses PyTorch's CUDA. Built for another major version it looks for "
           "libraries that are not there, and when it is compiled PyTorch refuses: \"The detected CUDA "
           "version mismatches the version that was used to compile PyTorch\".",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::wheel_cuda_mismatch>,
};

} // namespace dockwright::lint::rules
