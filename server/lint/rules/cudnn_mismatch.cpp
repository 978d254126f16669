#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "cuDNN 9 for a package built with 8",
     .bad = R"(
       | FROM nvidia/cuda:12.6.3-cudnn-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install ctranslate2==4.4.0
       ~                 ^^^^^^^^^^^^^^^^^^ ctranslate2 4.4.0 loads cuDNN 8, and the image has cuDNN 9: it runs on the CPU instead
     )",
     .good = R"(
       | FROM nvidia/cuda:12.2.2-cudnn8-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install ctranslate2==4.4.0
     )"},
};

} // namespace

extern constexpr Rule cudnn_mismatch{
    .id = "cudnn-mismatch",
    .title = "Another cuDNN than the package loads",
    .why = "cuDNN 8 and cuDNN 9 do not stand in for each other: a package that was built for one does not "
           "find the other. Which one an image holds its tag says: `cudnn8`, or `cudnn` alone for 9.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::cudnn_mismatch>,
};

} // namespace dockwright::lint::rules
