#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "nvidia-smi while building",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       | RUN nvidia-smi
       ~     ^^^^^^^^^^ 'nvidia-smi' wants a GPU, and a build has none: this step fails; run it when the container starts, or give the step a GPU with RUN --device
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       | HEALTHCHECK CMD nvidia-smi
       | CMD ["nvidia-smi"]
     )"},
    {.title = "a step that has one, and one that may fail", .good = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       | RUN --device=nvidia.com/gpu=all nvidia-smi
       | RUN nvidia-smi || true
     )"},
    {.title = "a call that needs one",
     .bad = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | RUN python -c 'import torch; torch.zeros(1).cuda()'
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 'python -c' wants a GPU, and a build has none: this step fails; run it when the container starts, or give the step a GPU with RUN --device
     )",
     .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | RUN python -c 'import torch; print(torch.cuda.is_available())'
     )"},
};

} // namespace

extern constexpr Rule no_gpu_in_build{
    .id = "no-gpu-in-build",
    .title = "A build step that wants a GPU",
    .why =
        "While an image is built its steps see no GPU, even on a machine that has one. A step that asks for "
        "one fails or decides wrongly. Such a check belongs to the start of the container, or the step is "
        "given a GPU with `RUN --device=nvidia.com/gpu=all`, which needs a builder that is set up for it.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::no_gpu_in_build>,
};

} // namespace dockwright::lint::rules
