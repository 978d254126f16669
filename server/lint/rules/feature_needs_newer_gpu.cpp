#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "vLLM on Pascal",
     .bad = R"(
       | FROM python:3.11
       | RUN pip install vllm==0.6.0
       ~                 ^^^^^^^^^^^ vllm needs compute capability 7.0 or newer, and GTX 1080 Ti is older [GTX 1080 Ti with driver 550.54.14]
     )",
     .machine = "GTX 1080 Ti, 550.54.14"},
    {.title = "new enough",
     .good = R"(
       | FROM python:3.11
       | RUN pip install vllm==0.6.0
     )",
     .machine = "A100-SXM4-80GB, 550.54.14"},
};

} // namespace

extern constexpr Rule feature_needs_newer_gpu{
    .id = "feature-needs-newer-gpu",
    .title = "A package that needs a newer GPU",
    .why =
        "Some packages use what only newer GPUs can do, such as number formats or ways to move memory. They "
        "install without complaint, and fail when that part is first used, or fall back to something slow.",
    .group = Group::gpu,
    .severity = Severity::error,
    .examples = examples,
    .check = check_cause<gpu::Cause::feature_needs_newer_gpu>,
};

} // namespace dockwright::lint::rules
