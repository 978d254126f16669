#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "Blackwell and a compiler from before",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | ENV TORCH_CUDA_ARCH_LIST="8.6;12.0"
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH_CUDA_ARCH_LIST asks for compute capability 12.0, for which the compiler of CUDA 12.4.1 can't make code
       | RUN nvcc -o /app /src/app.cu
     )",
     .good = R"(
       | FROM nvidia/cuda:12.8.1-devel-ubuntu22.04
       | ENV TORCH_CUDA_ARCH_LIST="8.6;12.0"
       | RUN nvcc -o /app /src/app.cu
     )"},
};

} // namespace

extern constexpr Rule nvcc_arch_unsupported{
    .id = "nvcc-arch-unsupported",
    .title = "Code asked for a GPU that the image's compiler does not know",
    .why = "The CUDA compiler, nvcc, makes code for the GPUs that there were when it came out, and newer "
           "releases drop the oldest ones. A TORCH_CUDA_ARCH_LIST or CUDAARCHS that names another one stops "
           "the build with \"Unsupported gpu architecture\". The list must fit the CUDA of the image, or the "
           "other way round.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::nvcc_arch_unsupported>,
};

} // namespace dockwright::lint::rules
