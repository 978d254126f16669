#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "onnxruntime-gpu on a plain image",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install onnxruntime-gpu==1.20.2
       ~                 ^^^^^^^^^^^^^^^^^^^^^^^ onnxruntime-gpu 1.20.2 loads the libraries of CUDA 12, which neither the image nor its dependencies bring: it runs on the CPU
     )",
     .good = R"(
       | FROM nvidia/cuda:12.6.3-cudnn-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install onnxruntime-gpu==1.20.2
     )"},
    {.title = "a CUDA image without cuDNN, whose own flavour with cuDNN has an older one",
     .bad = R"(
       | FROM nvidia/cuda:12.1.0-runtime-ubuntu20.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install onnxruntime-gpu==1.19.2
       ~                 ^^^^^^^^^^^^^^^^^^^^^^^ onnxruntime-gpu 1.19.2 needs cuDNN 9, which this image lacks, so it runs on the CPU: build on nvidia/cuda:12.3.2-cudnn9-runtime-ubuntu20.04
     )",
     .good = R"(
       | FROM nvidia/cuda:12.3.2-cudnn9-runtime-ubuntu20.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install onnxruntime-gpu==1.19.2
     )"},
    {.title = "cuDNN that only torch brings",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0 onnxruntime-gpu==1.22.0
       ~                              ^^^^^^^^^^^^^^^^^^^^^^^ onnxruntime-gpu 1.22.0 loads the libraries of cuDNN 9, and only torch brings them here: it finds them only if the program imports torch first or calls onnxruntime.preload_dlls()
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0 onnxruntime-gpu==1.22.0
     )"},
    {.title = "libraries of another CUDA",
     .bad = R"(
       | FROM nvidia/cuda:12.6.3-cudnn-devel-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install cupy-cuda11x==13.3.0
       ~                 ^^^^^^^^^^^^^^^^^^^^ cupy-cuda11x 13.3.0 loads the libraries of CUDA 11, and the image has those of CUDA 12.6: it can't use the GPU
     )",
     .good = R"(
       | FROM nvidia/cuda:12.6.3-cudnn-devel-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install cupy-cuda12x==13.3.0
     )"},
};

} // namespace

extern constexpr Rule library_missing{
    .id = "library-missing",
    .title = "A CUDA library that nothing brings",
    .why = "Some packages bring the CUDA libraries that they load, others expect them in the image. Where "
           "they are missing, the import fails on \"cannot open shared object file\", or the package falls "
           "back to the processor with a line in its log.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::library_missing>,
};

} // namespace dockwright::lint::rules
