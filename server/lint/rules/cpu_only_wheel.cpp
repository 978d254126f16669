#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "the index for processors, on a CUDA image",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0 --index-url https://download.pytorch.org/whl/cpu
       ~                 ^^^^^^^^^^^^ torch 2.6.0+cpu is built for CPUs only: it never uses a GPU
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0 --index-url https://download.pytorch.org/whl/cu124
     )"},
    {.title = "a build for processors where nobody wants a GPU", .good = R"(
       | FROM python:3.12-slim
       | RUN pip install torch==2.6.0 --index-url https://download.pytorch.org/whl/cpu
     )"},
    {.title = "taken by its index, and only another package is for GPUs as well", .good = R"(
       | FROM python:3.12-slim
       | RUN pip install torch==2.6.0 --index-url https://download.pytorch.org/whl/cpu
       | RUN pip install bitsandbytes==0.45.5
     )"},
};

} // namespace

extern constexpr Rule cpu_only_wheel{
    .id = "cpu-only-wheel",
    .title = "A build without CUDA where a GPU is wanted",
    .why = "Frameworks are published with and without CUDA. A build without it installs and runs, and "
           "`torch.cuda.is_available()` or its like says False on every machine: the GPU stays idle and "
           "nobody is told. Which build comes is decided by the index, by an extra, or, for conda, by what "
           "the machine shows while the image is built, which is no GPU.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::cpu_only_wheel>,
};

} // namespace dockwright::lint::rules
