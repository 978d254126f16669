#include "gpu/machine.hpp"

namespace dockwright::gpu::checks {
namespace {

/// An image that nobody described, meant for a GPU, and nothing in the Dockerfile that says which CUDA
/// it uses: whether it runs can't be said.
void run(const Case& asked, Reasons& reasons) {
    const ImageState& state = asked.state;
    const bool described = state.base_known || state.base == "scratch" || state.family != nullptr;
    if (!asked.meant_for_gpu || described || !cuda_users(asked).empty()) {
        return;
    }
    const std::string name = state.base.empty() ? std::string("the base image") : "'" + state.base + "'";
    reasons.add(Cause::library_missing, Weight::unknown, state.base_place,
                "what " + name + " holds is not known, so neither is which CUDA it uses", {});
}

} // namespace

extern constexpr Check unknown_base{.name = "unknown_base", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
