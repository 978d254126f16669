#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a card that is newer than the package",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.5.1
       ~                 ^^^^^^^^^^^^ torch 2.5.1+cu124 holds machine code for compute capability 5.0, 6.0, 7.0, 7.5, 8.0, 8.6, 9.0, and RTX 5090 is 12.0 (Blackwell): no kernel of it runs there [RTX 5090 with driver 570.124.06]
     )",
     .good = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.7.1 --index-url https://download.pytorch.org/whl/cu128
     )",
     .machine = "RTX 5090, 570.124.06"},
    {.title = "the base image's own",
     .bad = R"(
       | FROM pytorch/pytorch:2.4.1-cuda12.4-cudnn9-runtime
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ torch 2.4.1+cu124 holds machine code for compute capability 5.0, 6.0, 7.0, 7.5, 8.0, 8.6, 9.0, and RTX 5090 is 12.0 (Blackwell): no kernel of it runs there [RTX 5090 with driver 570.124.06]
     )",
     .good = R"(
       | FROM pytorch/pytorch:2.7.1-cuda12.8-cudnn9-runtime
     )",
     .machine = "RTX 5090, 570.124.06"},
};

} // namespace

extern constexpr Rule arch_not_compiled{
    .id = "arch-not-compiled",
    .title = "No machine code for the machine's GPU",
    .why = "Compiled CUDA code runs on the generations of GPUs that it was compiled for. On a newer GPU a "
           "program is either compiled at its first start, for minutes, or stops with \"no kernel image is "
           "available for execution on the device\". A newer release of the package, or its build for a "
           "newer CUDA, has the code.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::arch_not_compiled>,
};

} // namespace dockwright::lint::rules
