#include "gpu/machine.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

/// Something in the image says that the container gets the driver's files.
const EnvironmentValue* asks_for_driver(const ImageState& state) {
    for (const std::string_view name : {"NVIDIA_VISIBLE_DEVICES", "NVIDIA_DRIVER_CAPABILITIES"}) {
        const EnvironmentValue* variable = state.variable(name);
        const bool none = variable == nullptr || variable->value == "void" || variable->value == "none" ||
                          variable->value == "";
        if (!none) {
            return variable;
        }
    }
    return nullptr;
}

bool brings_glibc(const Case& asked) {
    return std::ranges::any_of(asked.document.packages().commands, [&](const model::PackageCommand& command) {
        const auto packages = asked.document.packages().of(command);
        return std::ranges::any_of(packages, [](const model::Package& package) {
            return package.name.contains("glibc") || package.name.contains("libc6-compat") ||
                   package.name == "gcompat";
        });
    });
}

/// The driver's libraries and nvidia-smi are built for glibc (mindprince/nvidia_gpu_prometheus_exporter
/// issue 19).
void run(const Case& asked, Reasons& reasons) {
    const ImageState& state = asked.state;
    const bool musl = state.base_known && state.has_musl();
    const bool asks = asks_for_driver(state) != nullptr ||
                      std::ranges::any_of(asked.surroundings.plans, &model::RunPlan::asks_for_gpu);
    if (!musl || !asks || brings_glibc(asked)) {
        return;
    }
    reasons.add(
        Cause::glibc_too_old, Weight::fails, state.base_place,
        "NVIDIA's driver libraries and nvidia-smi are built for glibc, and Alpine has musl: they do not "
        "load in this container; take a Debian or Ubuntu image for the last stage",
        {"the driver's libraries name ld-linux as their loader", knowledge::Confidence::verified});
}

} // namespace

extern constexpr Check driver_on_musl{.name = "driver_on_musl", .run = run};

} // namespace dockwright::gpu::checks
