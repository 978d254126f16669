#include "lint/gpu_plans.hpp"

namespace dockwright::lint::rules {
namespace {

using Kind = model::RunPlan::GpuMistake::Kind;

constexpr PlanMistake mistakes[] = {
    {Kind::old_runtime,
     "`runtime: nvidia` works only where the daemon has a runtime of that name: a reservation of devices, or "
     "`gpus: all`, needs none",
     Severity::info},
};

void check(const Facts& facts, Report& report) {
    report_plans(facts, report, mistakes);
}

constexpr Example examples[] = {
    {.title = "the way of nvidia-docker 2",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ compose.yaml:4: `runtime: nvidia` works only where the daemon has a runtime of that name: a reservation of devices, or `gpus: all`, needs none
     )",
     .beside = R"(
       == compose.yaml
       services:
         train:
           build: .
           runtime: nvidia
     )"},
    {.title = "beside a reservation, for drawing",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
     )",
     .beside = R"(
       == compose.yaml
       services:
         viewer:
           build: .
           runtime: nvidia
           environment:
             - NVIDIA_DRIVER_CAPABILITIES=all
           deploy:
             resources:
               reservations:
                 devices:
                   - driver: nvidia
                     count: all
                     capabilities: [gpu]
     )"},
    {.title = "a reservation",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
     )",
     .beside = R"(
       == compose.yaml
       services:
         train:
           build: .
           deploy:
             resources:
               reservations:
                 devices:
                   - driver: nvidia
                     count: 1
                     capabilities: [gpu]
     )"},
};

} // namespace

extern constexpr Rule compose_gpu_runtime{
    .id = "compose-gpu-runtime",
    .title = "A runtime in place of a GPU that is asked for",
    .why =
        "Before Docker could hand out GPUs itself, a service named the runtime `nvidia` for them. That still "
        "works where somebody has set that runtime up, and says \"unknown or invalid runtime name\" "
        "elsewhere. "
        "Which GPUs the container gets is then decided by NVIDIA_VISIBLE_DEVICES alone.",
    .group = Group::gpu,
    .severity = Severity::info,
    .tag = Tag::deprecated,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
