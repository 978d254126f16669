#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a local version without its index",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.4.1+cu118
       ~                 ^^^^^^^^^^^^^^^^^^ torch==2.4.1+cu118 is not on PyPI: builds with +cu118 are on https://download.pytorch.org/whl/cu118, which this install does not look at
     )",
     .good = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.4.1+cu118 --index-url https://download.pytorch.org/whl/cu118
     )"},
};

} // namespace

extern constexpr Rule wheel_index_missing{
    .id = "wheel-index-missing",
    .title = "A build that lies on an index which is not looked at",
    .why = "PyPI has one build of each release of PyTorch. Those with `+cu118` and the like in their version "
           "lie on PyTorch's own index, one folder for each CUDA. Without `--index-url` for it pip finds "
           "nothing and stops.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::wheel_index_missing>,
};

} // namespace dockwright::lint::rules
