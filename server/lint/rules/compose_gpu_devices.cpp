#include "lint/gpu_plans.hpp"

namespace dockwright::lint::rules {
namespace {

using Kind = model::RunPlan::GpuMistake::Kind;

constexpr PlanMistake mistakes[] = {
    {Kind::capabilities_missing,
     "a reserved device needs `capabilities: [gpu]`, without which Compose refuses the file"},
    {Kind::gpu_capability_missing,
     "`capabilities` names what no GPU driver of Docker has, so the container does not start: write `[gpu]`"},
    {Kind::count_and_ids, "`count` and `device_ids` exclude each other: Compose refuses the file"},
    {Kind::unknown_driver, "Docker has no such device driver: `nvidia`, `amd` and `cdi` are there"},
    {Kind::two_blocks,
     "`gpus` and a reservation of devices ask for the same GPUs twice: one of them is enough",
     Severity::warning},
};

void check(const Facts& facts, Report& report) {
    report_plans(facts, report, mistakes);
}

constexpr Example examples[] = {
    {.title = "a device without its capability",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ compose.yaml:8: a reserved device needs `capabilities: [gpu]`, without which Compose refuses the file
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
     )"},
    {.title = "a number and names",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ compose.yaml:10: `count` and `device_ids` exclude each other: Compose refuses the file
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
                     device_ids: ["0"]
                     capabilities: [gpu]
     )"},
    {.title = "what all versions of Compose read",
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
                     count: all
                     capabilities: [gpu]
     )"},
    {.title = "what the driver is wanted for, without `gpu`",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
     )",
     .beside = R"(
       == compose.yaml
       services:
         draw:
           build: .
           deploy:
             resources:
               reservations:
                 devices:
                   - driver: nvidia
                     count: 1
                     capabilities: [compute, utility]
     )"},
    {.title = "what the driver does not have",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ compose.yaml:9: `capabilities` names what no GPU driver of Docker has, so the container does not start: write `[gpu]`
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
                     capabilities: [cuda]
     )"},
};

} // namespace

extern constexpr Rule compose_gpu_devices{
    .id = "compose-gpu-devices",
    .title = "A GPU that Compose asks for in a wrong way",
    .why = "A service of a Compose file gets GPUs by `deploy.resources.reservations.devices`, with the "
           "capability "
           "`gpu` or those of NVIDIA's driver and either `count` or `device_ids`, or by `gpus: all` in newer "
           "versions. What is left out or "
           "said twice makes Compose refuse the file, or start the container without a GPU.",
    .group = Group::gpu,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
