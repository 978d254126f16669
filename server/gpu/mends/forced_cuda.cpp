#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::mends {
namespace {

/// A package that builds for CPUs where it sees no GPU is told to build for CUDA all the same.
void offer(const Ailing& ailing, Offers& offers) {
    const model::Instruction* run = instruction_at(ailing.document, ailing.reason.place.span);
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if (ailing.reason.cause != Cause::cpu_only_wheel || run == nullptr || command == nullptr ||
        !ailing.state.cuda.has_nvcc()) {
        return;
    }
    for (const BuildStep& step : ailing.state.steps) {
        if (step.place.span != ailing.reason.place.span || step.kind != BuildStep::Kind::compiles_cuda) {
            continue;
        }
        const bool llama = step.what == "llama-cpp-python";
        if (!llama && ailing.state.find("torch") == nullptr) {
            return;
        }
        offers.add("Build " + step.what + " for CUDA",
                   {line_before(*run, llama ? "ENV CMAKE_ARGS=-DGGML_CUDA=on" : "ENV FORCE_CUDA=1")});
        return;
    }
}

} // namespace

extern constexpr Mend forced_cuda{.name = "forced_cuda", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
