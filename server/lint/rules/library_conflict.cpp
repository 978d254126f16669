#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "the image's older libraries before those of torch",
     .bad = R"(
       | FROM nvidia/cuda:12.1.1-devel-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64:$LD_LIBRARY_PATH
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ torch 2.6.0+cu124 comes with CUDA 12.4, but LD_LIBRARY_PATH puts the image's older CUDA 12.1 before it: importing it can fail on a missing symbol of libnvJitLink
       | RUN pip install torch==2.6.0
     )",
     .good = R"(
       | FROM nvidia/cuda:12.1.1-devel-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
     )"},
};

} // namespace

extern constexpr Rule library_conflict{
    .id = "library-conflict",
    .title = "An older copy of a CUDA library that is found first",
    .why = "The CUDA libraries of a wheel find each other by their own paths, but LD_LIBRARY_PATH comes "
           "before those. If it names the image's CUDA, and that is older, the wheel loads one of its "
           "libraries from there and stops on a missing symbol, such as `__nvJitLinkAddData_12_1`.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::library_conflict>,
};

} // namespace dockwright::lint::rules
