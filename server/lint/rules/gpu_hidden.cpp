#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "no GPU at all",
     .bad = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | ENV CUDA_VISIBLE_DEVICES=-1
       ~     ^^^^^^^^^^^^^^^^^^^^^^^ CUDA_VISIBLE_DEVICES=-1 hides every GPU from CUDA
     )",
     .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | RUN CUDA_VISIBLE_DEVICES=-1 python -c "import torch"
     )"},
    {.title = "the second of one",
     .bad = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | ENV CUDA_VISIBLE_DEVICES=1
       ~     ^^^^^^^^^^^^^^^^^^^^^^ CUDA_VISIBLE_DEVICES=1 names a GPU that this machine does not have, so CUDA sees none [A40 with driver 550.54.14]
     )",
     .machine = "A40, 550.54.14"},
    {.title = "the second of two",
     .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | ENV CUDA_VISIBLE_DEVICES=1
     )",
     .machine = "2 x A40, 550.54.14"},
};

} // namespace

extern constexpr Rule gpu_hidden{
    .id = "gpu-hidden",
    .title = "A variable that hides the GPU",
    .why = "CUDA_VISIBLE_DEVICES says which GPUs a program may use. Empty, or with a number that the machine "
           "does not have, it leaves none, and the program runs as if there were no GPU.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::gpu_hidden>,
};

} // namespace dockwright::lint::rules
