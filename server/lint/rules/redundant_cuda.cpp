#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a wheel with its own CUDA on a CUDA image",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
       ~                 ^^^^^^^^^^^^ torch 2.6.0+cu124 contains the CUDA 12.4 that it uses, so the base image's own CUDA 12.4 only makes the image larger: nvidia/cuda:12.4.1-base-ubuntu22.04 is enough
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
     )"},
    {.title = "parts of CUDA from NVIDIA's repository, which all images of nvidia/cuda know", .bad = R"(
       | FROM nvidia/cuda:12.9.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip cuda-nvcc-12-9
       | RUN pip install torch==2.8.0 --index-url https://download.pytorch.org/whl/cu129
       ~                 ^^^^^^^^^^^^ torch 2.8.0+cu129 contains the CUDA 12.9 that it uses, so the base image's own CUDA 12.9 only makes the image larger: nvidia/cuda:12.9.1-base-ubuntu22.04 is enough
     )"},
    {.title = "what was compiled on a devel image loads the CUDA of this one", .good = R"(
       | FROM nvidia/cuda:12.8.1-devel-ubuntu22.04 AS build
       | RUN make -C /src install
       | FROM nvidia/cuda:12.8.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.8.0
       | COPY --from=build /usr/lib/libggml.so /usr/lib/
     )"},
    {.title = "what is compiled against the image's CUDA needs the headers that `base` does not have",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS one
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
       | RUN HOROVOD_GPU_OPERATIONS=NCCL HOROVOD_CUDA_HOME=/usr/local/cuda pip install --no-cache-dir horovod
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS two
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
       | RUN cd /src && ./configure --with-cuda=/usr/local/cuda && make install
       | FROM one AS three
       | RUN pip install transformers
     )"},
    {.title = "DeepSpeed compiles its operators when it runs", .good = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
       | RUN pip install deepspeed==0.16.4
     )"},
    {.title = "the base image's torch, replaced",
     .bad = R"(
       | FROM pytorch/pytorch:2.3.1-cuda11.8-cudnn8-runtime
       | RUN pip install torch==2.4.0 --index-url https://download.pytorch.org/whl/cu124
       ~                 ^^^^^^^^^^^^ the base image has torch 2.3.1+cu118 already, and this replaces it by torch 2.4.0+cu124: both stay in the image's layers, gigabytes each
       | RUN pip install torch==2.5.1
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
           "two copies of several gigabytes lie side by side and one is never loaded. That does no harm; an "
           "image of the flavour `base` has NVIDIA's packages at hand as well and is pulled sooner.",
    .group = Group::gpu,
    .severity = Severity::info,
    .examples = examples,
    .check = check_cause<gpu::Cause::redundant_cuda>,
};

} // namespace dockwright::lint::rules
