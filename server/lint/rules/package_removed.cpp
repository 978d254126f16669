#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "tensorflow-gpu",
     .bad = R"(
       | FROM python:3.10-slim
       | RUN pip install tensorflow-gpu==2.12.0
       ~                 ^^^^^^^^^^^^^^^^^^^^^^ 'tensorflow-gpu' has ended with 2.11.0, so installing it fails; install tensorflow[and-cuda] instead
     )",
     .good = R"(
       | FROM python:3.10-slim
       | RUN pip install tensorflow[and-cuda]==2.15.1
     )"},
};

} // namespace

extern constexpr Rule package_removed{
    .id = "package-removed",
    .title = "A package whose name has ended",
    .why = "Some projects changed their name on PyPI or ended. What is left under the old one is a stub that "
           "stops the build, or an old version that fits nothing new.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::package_removed>,
};

} // namespace dockwright::lint::rules
