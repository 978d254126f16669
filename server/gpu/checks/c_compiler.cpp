#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::checks {
namespace {

/// Images without a C compiler for certain: others may have one that nobody wrote down.
bool surely_without(const ImageState& state) {
    if (state.has_compiler || !state.complete || state.family == nullptr) {
        return false;
    }
    const std::string_view repository = state.family->repositories.front();
    const bool slim = repository == "python" && (state.base.find("slim") != std::string::npos);
    return slim || repository == "ubuntu" || repository == "debian" ||
           (repository == "nvidia/cuda" && !state.cuda.has_nvcc());
}

/// The container starts vLLM, and lets it compile.
bool serves(const Case& asked) {
    const model::Command* command = started(asked);
    if (command == nullptr) {
        return false;
    }
    const std::string_view text = command->span.of(asked.document.text());
    return text.contains("vllm") && !text.contains("--enforce-eager");
}

void run(const Case& asked, Reasons& reasons) {
    for (const ImageState* state : asked.built) {
        const model::Stage& stage = asked.document.stages()[state->stage];
        for (const Installed& one : state->installed) {
            const auto* package = knowledge::package(asked.knowledge, one.name);
            // TensorRT's source package only fetches its wheels; PyPI's apex is no extension.
            const bool fetches = one.name.starts_with("tensorrt") || one.name == "apex";
            const bool compiled = package != nullptr && package->source_only && !package->needs_nvcc &&
                                  one.from_source && !fetches;
            const bool here = one.instruction > stage.from && one.instruction < stage.end;
            if (compiled && here && surely_without(*state) && one.manager == model::PackageManager::pip) {
                reasons.add(
                    Cause::compiler_missing, Weight::build_fails, one.place,
                    one.name + " is compiled while it is installed, and the image has no C compiler: install "
                               "build-essential, in a stage that is not shipped",
                    package->fact);
            }
        }
    }
    if (!asked.meant_for_gpu) {
        return;
    }
    const Installed* vllm = asked.state.find("vllm");
    if (vllm != nullptr && !vllm->of_base && surely_without(asked.state)) {
        const auto* package = knowledge::package(asked.knowledge, "vllm");
        // Its engine of 0.8 and newer compiles models by default (vllm-project/vllm issue 14075).
        const bool compiles = vllm->version >= Version::of("0.8") && serves(asked);
        reasons.add(Cause::compiler_missing, compiles ? Weight::fails : Weight::caveat, vllm->place,
                    "vllm compiles kernels when it starts, and the image has no C compiler: install gcc",
                    package != nullptr ? package->fact : knowledge::Fact{});
    }
}

} // namespace

extern constexpr Check c_compiler{.name = "c_compiler", .run = run};

} // namespace dockwright::gpu::checks
