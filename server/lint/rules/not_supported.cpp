#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a card of another maker",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Radeon RX 7900 XTX is no NVIDIA GPU, and CUDA runs on those only [Radeon RX 7900 XTX]
     )",
     .machine = "Radeon RX 7900 XTX"},
    {.title = "a build for AMD on a machine with NVIDIA",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.5.1 --index-url https://download.pytorch.org/whl/rocm6.2
       ~                 ^^^^^^^^^^^^ this is built for AMD's GPUs (ROCm), and the machine has A40 [A40 with driver 550.54.14]
     )",
     .good = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.5.1
     )",
     .machine = "A40, 550.54.14"},
};

} // namespace

extern constexpr Rule not_supported{
    .id = "not-supported",
    .title = "A GPU that CUDA containers can't use",
    .why = "CUDA runs on NVIDIA's GPUs, and builds for ROCm on AMD's. An image for one finds nothing on a "
           "machine with the other.",
    .group = Group::gpu,
    .severity = Severity::error,
    .examples = examples,
    .check = check_cause<gpu::Cause::not_supported>,
};

} // namespace dockwright::lint::rules
