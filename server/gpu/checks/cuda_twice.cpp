#include "gpu/machine.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

bool brings_cuda(const Installed& installed) {
    return installed.variant != nullptr && installed.variant->cuda.known() &&
           installed.variant->libraries == knowledge::Libraries::itself &&
           installed.unresolved == Unresolved::none;
}

bool compiles(const Case& asked) {
    return std::ranges::any_of(
               asked.state.steps,
               [](const BuildStep& step) { return step.kind == BuildStep::Kind::compiles_cuda; }) ||
           std::ranges::any_of(asked.state.installed, [](const Installed& installed) {
               return installed.variant != nullptr &&
                      installed.variant->libraries == knowledge::Libraries::image;
           });
}

void run(const Case& asked, Reasons& reasons) {
    const ImageState& state = asked.state;
    if (state.cuda.has_runtime_libraries() && !compiles(asked)) {
        const auto own = std::ranges::find_if(state.installed, [](const Installed& one) {
            return brings_cuda(one) && !one.of_base && one.name != "torchvision" && one.name != "torchaudio";
        });
        if (own != state.installed.end()) {
            reasons.add(
                Cause::redundant_cuda, Weight::note, own->place,
                describe(*own) + " brings its own CUDA " + to_string(own->variant->cuda) + ", so the CUDA " +
                    to_string(state.cuda.cuda.cut(2)) +
                    " libraries of the base image are there for nothing: a smaller base works as well",
                principle(asked, "container-cuda-not-used"));
        }
    }
    for (const Installed& old : state.replaced) {
        const Installed* now = state.find(old.name);
        if (old.of_base && old.name == "torch" && now != nullptr) {
            reasons.add(Cause::redundant_cuda, Weight::note, now->place,
                        "the base image has " + describe(old) + " already, and this replaces it by " +
                            describe(*now) + ": both stay in the image's layers, gigabytes each",
                        principle(asked, "overwrite"));
        }
    }
}

} // namespace

extern constexpr Check cuda_twice{.name = "cuda_twice", .run = run};

} // namespace dockwright::gpu::checks
