#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a wheel for a newer CUDA than the driver knows",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.6.0
       ~                 ^^^^^^^^^^^^ torch 2.6.0+cu124 (CUDA 12.4) needs driver 525.60.13 or newer, and the machine has 470.256.02: it would start and find no GPU [A40 with driver 470.256.02]
     )",
     .good = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.6.0 --index-url https://download.pytorch.org/whl/cu118
     )",
     .machine = "A40, 470.256.02"},
    {.title = "CUDA of the base image",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CUDA 12.4.1 needs driver 525.60.13 or newer, and the machine has 470.256.02: it would start and find no GPU [RTX 3090 with driver 470.256.02]
     )",
     .good = R"(
       | FROM nvidia/cuda:11.8.0-devel-ubuntu22.04
     )",
     .machine = "RTX 3090, 470.256.02"},
    {.title = "a newer minor version of the same CUDA runs",
     .good = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.6.0
     )",
     .machine = "A40, 525.147.05"},
};

} // namespace

extern constexpr Rule driver_too_old{
    .id = "driver-too-old",
    .title = "The machine's NVIDIA driver is too old for the CUDA in the image",
    .why = "The driver belongs to the machine; an image can't bring one. Each CUDA needs at least a certain "
           "driver. With an older one the container starts and finds no GPU, and a program that can also use "
           "the processor does so without a word, many times slower. Either the driver is updated, or the "
           "image takes a build for an older CUDA.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::driver_too_old>,
};

} // namespace dockwright::lint::rules
