#include "gpu/machine.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

/// `36` of the tag r36.2.0; 0 if it says none.
std::uint32_t l4t_of_image(const ImageState& state) {
    const std::string_view tag = model::split_reference(state.base).tag;
    const auto version =
        tag.starts_with('r') ? Version::parse(tag.substr(1, tag.find('-') - 1)) : std::nullopt;
    return version && version->size > 1 ? version->major() : 0;
}

/// Of the driver that a board's nvidia-smi prints since JetPack 6, or of L4T itself.
std::uint32_t l4t_of_host(const Host& host) {
    const std::uint32_t driver = host.driver.major();
    return driver == 540 ? 36 : driver == 580 ? 38 : driver >= 32 && driver < 40 ? driver : 0;
}

/// Images for Jetson use what the board's L4T puts in, and run on that release of it
/// (dusty-nv/jetson-containers, README and issue 938).
void other_l4t(const Case& asked, Reasons& reasons) {
    const std::uint32_t image = l4t_of_image(asked.state);
    const std::uint32_t host = l4t_of_host(*asked.host);
    if (image != 0 && host != 0 && image != host) {
        reasons.add(Cause::not_supported, Weight::fails, asked.state.base_place,
                    "this image is made for L4T r" + std::to_string(image) + ", and the board has r" +
                        std::to_string(host) +
                        ": its CUDA does not find the board's driver; take a tag that begins "
                        "with r" +
                        std::to_string(host),
                    {"jetson-containers, README", knowledge::Confidence::verified});
    }
}

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
    if (for_jetson && jetson) {
        other_l4t(asked, reasons);
    }
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
