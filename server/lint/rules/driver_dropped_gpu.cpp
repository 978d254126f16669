#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "Kepler and the driver after its last",
     .bad = R"(
       | FROM nvidia/cuda:11.8.0-runtime-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ driver 525.147.05 no longer serves Tesla K80 (Kepler): its last branch is 470 [Tesla K80 with driver 525.147.05]
     )",
     .machine = "Tesla K80, 525.147.05"},
    {.title = "its last driver",
     .good = R"(
       | FROM nvidia/cuda:11.4.3-runtime-ubuntu20.04
     )",
     .machine = "Tesla K80, 470.256.02"},
};

} // namespace

extern constexpr Rule driver_dropped_gpu{
    .id = "driver-dropped-gpu",
    .title = "A driver that no longer serves the machine's GPU",
    .why = "NVIDIA's newer drivers leave old GPUs out. The card stays in the machine, and no program finds "
           "it, in a container or outside. The last branch of drivers that served it must stay, and with it "
           "a CUDA that this driver carries.",
    .group = Group::gpu,
    .severity = Severity::error,
    .examples = examples,
    .check = check_cause<gpu::Cause::driver_dropped_gpu>,
};

} // namespace dockwright::lint::rules
