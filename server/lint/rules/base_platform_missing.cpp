#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "asked for ARM, made for PCs alone",
     .bad = R"(
       | FROM --platform=linux/arm64 pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       ~                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 'pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime' is made for linux/amd64 only, and this builds for linux/arm64
     )",
     .good = R"(
       | FROM --platform=linux/arm64 nvidia/cuda:12.6.3-runtime-ubuntu22.04
     )"},
};

} // namespace

extern constexpr Rule base_platform_missing{
    .id = "base-platform-missing",
    .title = "A base image that is not made for the machine's processors",
    .why = "An image is built for certain kinds of processor. On another one Docker says \"no matching "
           "manifest\", and the build stops at FROM.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::base_platform_missing>,
};

} // namespace dockwright::lint::rules
