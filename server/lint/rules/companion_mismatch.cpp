#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "torchvision of another release",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.4.1 torchvision==0.18.1
       ~                              ^^^^^^^^^^^^^^^^^^^ torchvision 0.18.1 belongs to torch==2.3.1, and torch 2.4.1 is asked for: no install satisfies both
     )",
     .good = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.4.1 torchvision==0.19.1
     )"},
    {.title = "another partner is meant: nothing compiled is in it, and its own are not asked for",
     .good = R"(
       | FROM nvidia/cuda:12.8.1-devel-ubuntu24.04
       | RUN pip install torch==2.9.1
       | RUN pip install --no-deps sglang==0.5.11
     )"},
};

} // namespace

extern constexpr Rule companion_mismatch{
    .id = "companion-mismatch",
    .title = "Two packages that do not belong together",
    .why = "Releases of torchvision, torchaudio, xformers and others each belong to one release of PyTorch. "
           "With another one pip refuses, or replaces PyTorch by a build that nobody asked for, or the "
           "import fails on a missing symbol. Installed in one command, without their own versions, they are "
           "chosen to fit.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::companion_mismatch>,
};

} // namespace dockwright::lint::rules
