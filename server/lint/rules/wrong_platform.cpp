#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "built for ARM, run on a PC",
     .bad = R"(
       | FROM --platform=linux/arm64 nvidia/cuda:12.6.3-runtime-ubuntu22.04
       ~                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the image is built for linux/arm64, and the machine is linux/amd64: it starts under emulation at best, which has no GPU [A40 with driver 550.54.14]
     )",
     .good = R"(
       | FROM nvidia/cuda:12.6.3-runtime-ubuntu22.04
     )",
     .machine = "A40, 550.54.14"},
};

} // namespace

extern constexpr Rule wrong_platform{
    .id = "wrong-platform",
    .title = "An image for other processors than the machine has",
    .why = "A FROM with `--platform` fixes the kind of processor, whatever machine builds. On a machine of "
           "another kind the image runs under an emulator at best, and that has no GPU.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::wrong_platform>,
};

} // namespace dockwright::lint::rules
