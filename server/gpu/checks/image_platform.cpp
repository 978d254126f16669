#include "gpu/machine.hpp"

namespace dockwright::gpu::checks {
namespace {

std::string_view architecture(std::string_view platform) {
    const auto slash = platform.find('/');
    const std::string_view rest = slash == std::string_view::npos ? platform : platform.substr(slash + 1);
    return rest.substr(0, rest.find('/'));
}

/// Of PyTorch's images those without CUDA in their tags are made for arm64 too.
bool amd64_only(const ImageState& state) {
    return state.family != nullptr && state.family->amd64_only &&
           (state.family->repositories.front() != "pytorch/pytorch" ||
            state.base.find("cuda") != std::string::npos || state.base.find("-devel") != std::string::npos);
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    const model::Stage& stage = asked.document.stages()[asked.state.stage];
    const bool fixed = !stage.platform.empty() && !stage.platform.contains('$');
    const std::string_view host = asked.host == nullptr          ? std::string_view()
                                  : asked.host->platform.empty() ? std::string_view("linux/amd64")
                                                                 : std::string_view(asked.host->platform);
    const std::string_view built = fixed ? std::string_view(asked.state.platform) : host;
    if (fixed && !host.empty() && architecture(built) != architecture(host)) {
        reasons.add(Cause::wrong_platform, Weight::fails, asked.state.base_place,
                    "the image is built for " + std::string(built) + ", and the machine is " +
                        std::string(host) + ": it starts under emulation at best, which has no GPU",
                    principle(asked, "exec-format-error"));
    }
    if (amd64_only(asked.state) && architecture(built) == "arm64") {
        reasons.add(Cause::base_platform_missing, Weight::build_fails, asked.state.base_place,
                    "'" + asked.state.base + "' is made for linux/amd64 only, and this builds for " +
                        std::string(built),
                    asked.state.family->fact);
    }
}

} // namespace

extern constexpr Check image_platform{.name = "image_platform", .run = run};

} // namespace dockwright::gpu::checks
