#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a wheel with its own CUDA on a CUDA image",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
       ~                 ^^^^^^^^^^^^ torch 2.6.0+cu124 brings its own CUDA 12.4, so the CUDA 12.4 libraries of the base image are there for nothing: a smaller base works as well
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
     )"},
    {.title = "the base image's torch, replaced",
     .bad = R"(
       | FROM pytorch/pytorch:2.3.1-cuda11.8-cudnn8-runtime
       | RUN pip install torch==2.4.0 --index-url https://download.pytorch.org/whl/cu124
       ~                 ^^^^^^^^^^^^ the base image has torch 2.3.1+cu118 already, and this replaces it by torch 2.4.0+cu124: both stay in the image's layers, gigabytes each
     )",
     .good = R"(
       | FROM pytorch/pytorch:2.3.1-cuda11.8-cudnn8-runtime
       | RUN pip install transformers
     )"},
};

} // namespace

extern constexpr Rule redundant_cuda{
    .id = "redundant-cuda",
    .title = "CUDA that is in the image twice",
    .why = "Wheels of PyTorch and others bring all of CUDA that they use. On a base image that has CUDA too, "
           "two copies of several gigabytes lie side by side and one is never loaded. That does no harm; a "
           "smaller base, such as `base` or an image of Python, is pulled sooner.",
    .group = Group::gpu,
    .severity = Severity::info,
    .examples = examples,
    .check = check_cause<gpu::Cause::redundant_cuda>,
};

} // namespace dockwright::lint::rules
