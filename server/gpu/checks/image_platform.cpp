#include "gpu/machine.hpp"

namespace dockwright::gpu::checks {
namespace {

std::string_view architecture(std::string_view platform) {
    const auto slash = platform.find('/');
    const std::string_view rest = slash == std::string_view::npos ? platform : platform.substr(slash + 1);
    return rest.substr(0, rest.find('/'));
}

void run(const Case& asked, Reasons& reasons) {
    const std::string_view here = asked.host->platform.empty() ? std::string_view("linux/amd64")
                                                               : std::string_view(asked.host->platform);
    const std::string_view wanted = asked.state.platform;
    const model::Stage& stage = asked.document.stages()[asked.state.stage];
    const bool fixed = !stage.platform.empty() && !stage.platform.contains('$');
    if (asked.meant_for_gpu && fixed && !wanted.empty() && architecture(wanted) != architecture(here)) {
        reasons.add(Cause::wrong_platform, Weight::fails, asked.state.base_place,
                    "the image is built for " + std::string(wanted) + ", and the machine is " +
                        std::string(here) + ": it starts under emulation at best, which has no GPU",
                    principle(asked, "exec-format-error"));
    }
    if (asked.meant_for_gpu && asked.state.family != nullptr && asked.state.family->amd64_only &&
        architecture(here) == "arm64" && !fixed) {
        reasons.add(Cause::base_platform_missing, Weight::build_fails, asked.state.base_place,
                    "'" + asked.state.base + "' is made for linux/amd64 only, and the machine is " +
                        std::string(here),
                    asked.state.family->fact);
    }
}

} // namespace

extern constexpr Check image_platform{.name = "image_platform", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
