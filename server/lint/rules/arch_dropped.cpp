#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "Pascal and the newest build",
     .bad = R"(
       | FROM python:3.12-slim
       | RUN pip install torch==2.8.0 --index-url https://download.pytorch.org/whl/cu129
       ~                 ^^^^^^^^^^^^ torch 2.8.0+cu129 begins at compute capability 7.0, and GTX 1080 Ti is 6.1 (Pascal): no kernel of it runs there [GTX 1080 Ti with driver 580.65.06]
     )",
     .good = R"(
       | FROM python:3.12-slim
       | RUN pip install torch==2.8.0 --index-url https://download.pytorch.org/whl/cu126
     )",
     .machine = "GTX 1080 Ti, 580.65.06"},
};

} // namespace

extern constexpr Rule arch_dropped{
    .id = "arch-dropped",
    .title = "Machine code for the machine's old GPU has been left out",
    .why = "To stay small, newer builds of PyTorch and others have no code for old GPUs any more, and "
           "nothing in them can make it. The program stops with \"no kernel image is available for execution "
           "on the device\". An older release, often the build for an older CUDA, still has it.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::arch_dropped>,
};

} // namespace dockwright::lint::rules
