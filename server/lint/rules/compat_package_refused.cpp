#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a GeForce and an older driver",
     .bad = R"(
       | FROM nvidia/cuda:12.8.1-runtime-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the image brings the driver library of CUDA 12.8, newer than driver 535.104.05, and RTX 3090 refuses it (error 804): NVIDIA allows that on data centre boards only; whether it is used depends on the container toolkit's version, which is not known [RTX 3090 with driver 535.104.05]
       | ENV NVIDIA_DISABLE_REQUIRE=1
     )",
     .good = R"(
       | FROM nvidia/cuda:12.2.2-runtime-ubuntu22.04
     )",
     .machine = "RTX 3090, 535.104.05"},
    {.title = "an older copy than the machine's",
     .bad = R"(
       | FROM nvidia/cuda:12.6.3-runtime-ubuntu22.04
       | ENV LD_LIBRARY_PATH=/usr/local/cuda/compat:/usr/local/cuda/lib64
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ LD_LIBRARY_PATH puts the driver library of CUDA 12.6 that the image brings before the machine's newer one, which refuses it (error 803): leave it out, the toolkit finds it where it is needed [L4 with driver 580.82.07]
     )",
     .machine = "L4, 580.82.07"},
};

} // namespace

extern constexpr Rule compat_package_refused{
    .id = "compat-package-refused",
    .title = "The image's own driver library on a GPU that refuses it",
    .why = "CUDA images hold a newer copy of the driver's library, cuda-compat, so that they run on data "
           "centre machines whose driver is older. On a GeForce or workstation card that copy stops with "
           "error 804, \"forward compatibility was attempted on non supported HW\", and the driver of the "
           "machine would have to be newer.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::compat_package_refused>,
};

} // namespace dockwright::lint::rules
