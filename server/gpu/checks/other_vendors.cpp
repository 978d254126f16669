#include "gpu/machine.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

/// Images and builds for AMD's GPUs and for Jetson boards, on a machine with others.
void run(const Case& asked, Reasons& reasons) {
    const ImageState& state = asked.state;
    const std::vector<Device> all = devices(*asked.host, asked.knowledge);
    if (all.empty()) {
        return;
    }
    const bool amd = std::ranges::all_of(all, &Device::foreign);
    const std::string_view repository =
        state.family != nullptr ? state.family->repositories.front() : std::string_view();
    const auto rocm = std::ranges::find_if(
        state.installed, [](const Installed& one) { return one.variant_tag.starts_with("rocm"); });
    if (!amd && (repository.starts_with("rocm/") || rocm != state.installed.end())) {
        reasons.add(Cause::not_supported, Weight::fails,
                    rocm != state.installed.end() ? rocm->place : state.base_place,
                    "this is built for AMD's GPUs (ROCm), and the machine has " + all.front().name,
                    {"ROCm documentation", knowledge::Confidence::verified});
    }
    const bool jetson = std::ranges::any_of(all, [](const Device& device) {
        return device.architecture != nullptr && device.architecture->tegra;
    });
    const bool for_jetson = state.base.contains("l4t") || state.base.starts_with("dustynv/");
    if (for_jetson && !jetson) {
        reasons.add(Cause::wrong_platform, Weight::fails, state.base_place,
                    "this image is for Jetson boards, and the machine has " + all.front().name,
                    state.family != nullptr
                        ? state.family->fact
                        : knowledge::Fact{"jetson-containers, README", knowledge::Confidence::verified});
    }
}

} // namespace

extern constexpr Check other_vendors{.name = "other_vendors", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
