#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "an old release and the newest NumPy",
     .bad = R"(
       | FROM nvidia/cuda:11.8.0-cudnn8-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip3 install tensorflow==2.8.4 "protobuf<3.21"
       ~                  ^^^^^^^^^^^^^^^^^ tensorflow 2.8.4 was compiled for NumPy 1, and NumPy 2 gets installed beside it: importing it fails; ask for numpy<2
     )",
     .good = R"(
       | FROM nvidia/cuda:11.8.0-cudnn8-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip3 install tensorflow==2.8.4 "protobuf<3.21" "numpy<2"
     )"},
    {.title = "arrays that can't be exchanged",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.2.2 torchvision==0.17.2 pandas
       ~                 ^^^^^^^^^^^^ torch 2.2.2+cu121 was compiled for NumPy 1, and NumPy 2 gets installed beside it: arrays can't be exchanged with it; ask for numpy<2
     )",
     .good = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.2.2 torchvision==0.17.2 pandas "numpy<2"
     )"},
};

} // namespace

extern constexpr Rule numpy_abi{
    .id = "numpy-abi",
    .title = "A package compiled for NumPy 1 beside NumPy 2",
    .why =
        "NumPy 2 changed what compiled packages see of it. One that was compiled before does not work with "
        "it, and pip takes the newest NumPy unless something limits it. `numpy<2` in the same command does.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::numpy_abi>,
};

} // namespace dockwright::lint::rules
