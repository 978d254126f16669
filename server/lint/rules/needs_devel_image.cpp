#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "no nvcc in `runtime`",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | RUN nvcc -o /app /src/app.cu
       ~     ^^^^ 'nvcc' is not there: the 'runtime' flavour of the image has no nvcc; compile in a stage on a devel image
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | RUN nvcc -o /app /src/app.cu
     )"},
    {.title = "a package of source",
     .bad = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | RUN pip install --no-build-isolation flash-attn==2.7.4.post1
       ~                                      ^^^^^^^^^^^^^^^^^^^^^^^ flash-attn is compiled unless it finds a finished wheel for exactly this torch, CUDA and Python, and the image has no CUDA compiler (nvcc); FLASH_ATTENTION_SKIP_CUDA_BUILD=TRUE makes it take the wheel or stop
     )",
     .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | RUN pip install --no-build-isolation flash-attn==2.7.4.post1
     )"},
};

} // namespace

extern constexpr Rule needs_devel_image{
    .id = "needs-devel-image",
    .title = "Something is compiled for CUDA where there is no CUDA compiler",
    .why = "Some packages are published as source and compile their GPU code when they are installed. That "
           "needs the CUDA compiler, nvcc, which only the `devel` flavour of CUDA images has; without it the "
           "build stops: \"CUDA_HOME environment variable is not set\" or \"nvcc was not found\".",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::needs_devel_image>,
};

} // namespace dockwright::lint::rules
