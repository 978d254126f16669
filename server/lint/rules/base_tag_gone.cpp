#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "deleted, and never there",
     .bad = R"(
       | FROM nvidia/cuda:10.2-devel-ubuntu18.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NVIDIA has deleted '10.2-devel-ubuntu18.04', so this build stops here ("manifest unknown")
       | FROM nvidia/cuda:12.4.0-cudnn-devel-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nvidia/cuda has no tag '12.4.0-cudnn-devel-ubuntu22.04', so this build stops here ("manifest unknown"): take 12.4.1-cudnn-devel-ubuntu22.04 with the same CUDA 12.4
     )",
     .good = R"(
       | FROM nvidia/cuda:12.8.1-devel-ubuntu22.04
     )"},
    {.title = "no tag at all", .bad = R"(
       | FROM nvidia/cuda
       ~      ^^^^^^^^^^^ nvidia/cuda has no tag 'latest' any more, so this build stops here ("manifest unknown"): give a whole one, such as 12.8.1-base-ubuntu24.04
     )"},
    {.title = "past its end", .bad = R"(
       | FROM nvidia/cuda:12.8.0-runtime-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NVIDIA no longer updates '12.8.0-runtime-ubuntu22.04' and may delete it, and then this build stops ("manifest unknown"): take 12.8.1-runtime-ubuntu22.04 with the same CUDA 12.8
       | FROM nvidia/cuda:11.7.1-runtime-ubuntu18.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NVIDIA no longer updates '11.7.1-runtime-ubuntu18.04' and may delete it, and then this build stops ("manifest unknown"): take 11.7.1-runtime-ubuntu20.04 with the same CUDA 11.7 on a newer Ubuntu
     )"},
    {.title = "a copy on another registry is not NVIDIA's to delete", .good = R"(
       | FROM registry.example.org/hub/nvidia/cuda:10.2-devel-ubuntu18.04
     )"},
};

} // namespace

extern constexpr Rule base_tag_gone{
    .id = "base-tag-gone",
    .title = "A base image's tag that does not exist, or not for long",
    .why =
        "NVIDIA deletes tags of its CUDA images some time after they have reached their end, and some "
        "combinations were never built. Docker then says \"manifest unknown\" and the build stops at FROM. "
        "What has reached its end and is still there may be deleted any day, and gets no fixes of security.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::base_tag_gone>,
};

} // namespace dockwright::lint::rules
