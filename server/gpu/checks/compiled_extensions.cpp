#include "gpu/later_compilation.hpp"
#include "gpu/machine.hpp"
#include "gpu/purpose.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::checks {
namespace {

/// Their setup looks for a finished wheel of theirs on GitHub before it compiles (README of each).
bool looks_for_finished_wheel(std::string_view package) {
    constexpr std::array<std::string_view, 3> names{"causal-conv1d", "flash-attn", "mamba-ssm"};
    return std::ranges::find(names, package) != names.end();
}

/// Its setup builds what runs on CPUs if it finds no CUDA.
bool falls_back(std::string_view package) {
    constexpr std::array<std::string_view, 6> names{"detectron2", "llama-cpp-python", "mmcv",
                                                    "mmcv-full",  "pytorch3d",        "torch-scatter"};
    return std::ranges::find(names, package) != names.end();
}

/// Which torch the finished wheels of flash-attn are for (its releases and publish workflow, August
/// 2026); null: not known.
struct FinishedWheels {
    Version from; ///< this release of flash-attn and newer ones
    Version first_torch;
    Version last_torch;
};
constexpr FinishedWheels finished_wheels[] = {{Version::of("2.8"), Version::of("2.4"), Version::of("2.10")},
                                              {Version::of("2.7"), Version::of("2.2"), Version::of("2.7")},
                                              {Version::of("2.6"), Version::of("2.0"), Version::of("2.4")}};

/// No finished wheel can fit; false where one may.
bool fits_no_wheel(const ImageState& state, const BuildStep& step) {
    const Installed* torch = state.find("torch");
    const Installed* own = state.find(step.what);
    if (step.what != "flash-attn" || torch == nullptr || !torch->version.known()) {
        return false;
    }
    if (!step.cuda.cuda.known() && !step.cuda.is_some() && !torch->of_base) {
        return true; // its setup stops without any CUDA (Dao-AILab/flash-attention issue 1229)
    }
    const Version version = own != nullptr && own->version.known() ? own->version : Version::of("2.8.3");
    for (const FinishedWheels& wheels : finished_wheels) {
        if (version >= wheels.from) {
            const Version minor = torch->version.cut(2);
            return minor < wheels.first_torch || wheels.last_torch < minor;
        }
    }
    return false;
}

/// DeepSpeed's set-up asks nvcc for its version where it sees a torch with CUDA: in the same Python, unless
/// pip builds in an environment of its own, as it does where no setuptools is there, from Python 3.12 on
/// (EleutherAI/gpt-neox issue 1021).
bool looks_for_nvcc(const ImageState& state, const BuildStep& step) {
    const Installed* torch = state.find("torch");
    const bool before = torch != nullptr && torch->instruction < step.instruction &&
                        torch->variant != nullptr && torch->variant->cuda.known();
    const Version& python = before ? state.homes[torch->home].python : Version();
    return before && python.known() && python < Version::of("3.12");
}

void without_nvcc(const Case& asked, Reasons& reasons, const ImageState& state, const BuildStep& step) {
    const auto* package = knowledge::package(asked.knowledge, step.what);
    const knowledge::Fact fact = package != nullptr ? package->fact
                                 : !step.cuda.fact.source.empty()
                                     ? step.cuda.fact
                                     : principle(asked, "pytorch-runtime-no-compiler");
    const std::string has = step.cuda.cuda.known()
                                ? "the '" + step.cuda.flavour + "' flavour of the image has no nvcc"
                                : std::string("the image has no CUDA compiler (nvcc)");
    if (package == nullptr) {
        reasons.add(Cause::needs_devel_image, Weight::build_fails, step.place,
                    "'" + step.what + "' is not there: " + has + "; compile in a stage on a devel image",
                    fact);
    } else if (looks_for_finished_wheel(step.what) && !fits_no_wheel(state, step)) {
        reasons.add(Cause::needs_devel_image, Weight::caveat, step.place,
                    step.what +
                        " is compiled unless it finds a finished wheel for exactly this torch, CUDA and "
                        "Python, and " +
                        has +
                        (step.what == "flash-attn"
                             ? "; FLASH_ATTENTION_SKIP_CUDA_BUILD=TRUE makes it take the wheel or stop"
                             : ""),
                    fact);
    } else if (step.what == "deepspeed" && looks_for_nvcc(state, step)) {
        reasons.add(Cause::needs_devel_image, Weight::build_fails, step.place,
                    "the set-up of " + step.what + " looks for nvcc where torch has CUDA, and " + has +
                        ": it stops; install it on a devel image",
                    fact);
    } else if (asked.host == nullptr && made_for_cpu(asked) && !step.forces_cuda &&
               (compiles_later(step.what) || falls_back(step.what))) {
        return; // it is wanted for CPUs
    } else if (compiles_later(step.what) && !step.forces_cuda) {
        reasons.add(Cause::needs_devel_image, Weight::caveat, step.place,
                    step.what + " compiles its CUDA parts when they are first used, and " + has, fact);
    } else if (falls_back(step.what) && !step.forces_cuda) {
        reasons.add(Cause::cpu_only_wheel, Weight::fails, step.place,
                    step.what + " is compiled here, and " + has + ": it is built for CPUs only", fact);
    } else {
        reasons.add(Cause::needs_devel_image, Weight::build_fails, step.place,
                    step.what + " is compiled while it is installed, and " + has +
                        "; compile it in a stage on a devel image and copy the result",
                    fact);
    }
}

/// NVIDIA's own images with torch bring extensions of it that no table lists, and pip leaves what is there.
bool may_be_there(const ImageState& state) {
    const Installed* torch = state.find("torch");
    const bool of_nvidia =
        state.family != nullptr && state.family->repositories.front().starts_with("nvcr.io/nvidia/");
    return of_nvidia && torch != nullptr && torch->of_base;
}

void without_torch(const Case& asked, Reasons& reasons, const ImageState& state, const BuildStep& step) {
    const auto* package = knowledge::package(asked.knowledge, step.what);
    if (step.isolated &&
        (step.what == "flash-attn" || step.what == "apex")) { // they name no build dependencies
        reasons.add(
            Cause::wrong_environment, may_be_there(state) ? Weight::unknown : Weight::build_fails, step.place,
            step.what + " needs torch while it is built, and pip builds in an environment of its own: add "
                        "--no-build-isolation",
            package->fact);
    }
}

void with_nvcc(const Case& asked, Reasons& reasons, const ImageState& state, const BuildStep& step) {
    const auto* package = knowledge::package(asked.knowledge, step.what);
    const bool extends_torch = package != nullptr && package->libraries == knowledge::Libraries::torch;
    const Version& torch = step.needs_cuda;
    const Version nvcc = step.cuda.cuda.cut(2);
    if (extends_torch && torch.known() && nvcc.known() && torch.major() != nvcc.major() &&
        !looks_for_finished_wheel(step.what)) {
        const bool later = compiles_later(step.what) && !step.forces_cuda;
        reasons.add(
            Cause::wheel_cuda_mismatch, later ? Weight::caveat : Weight::build_fails, step.place,
            step.what +
                (later ? " compiles its operators when they are first used, with" : " is compiled with") +
                " the image's CUDA " + to_string(nvcc) + ", and torch was built with " + to_string(torch) +
                (later ? ": it refuses another CUDA major"
                       : ": torch refuses extensions of another CUDA major"),
            package->fact);
        return;
    }
    if (falls_back(step.what) && !step.forces_cuda && !step.has_device) {
        const bool llama = step.what == "llama-cpp-python";
        reasons.add(Cause::cpu_only_wheel, Weight::fails, step.place,
                    step.what +
                        " is compiled here, where no GPU is to be seen, and is built for CPUs only: set " +
                        (llama ? "CMAKE_ARGS=-DGGML_CUDA=on" : "FORCE_CUDA=1"),
                    package != nullptr ? package->fact : knowledge::Fact{});
        return;
    }
    without_torch(asked, reasons, state, step);
}

/// What compiles for the GPUs that it sees unless a variable names the targets.
struct SelfTargeting {
    std::string_view package;
    std::string_view variable;
};

/// Most leave it to torch's own build of extensions, which stops where it sees no GPU and is not told
/// (torch/utils/cpp_extension.py; graphdeco-inria/gaussian-splatting issue 126); tiny-cuda-nn asks
/// nvidia-smi (its README).
constexpr std::array<SelfTargeting, 6> self_targeting{{
    {"diff-gaussian-rasterization", "TORCH_CUDA_ARCH_LIST"},
    {"fast-hadamard-transform", "TORCH_CUDA_ARCH_LIST"},
    {"nvdiffrast", "TORCH_CUDA_ARCH_LIST"},
    {"simple-knn", "TORCH_CUDA_ARCH_LIST"},
    {"tiny-cuda-nn", "TCNN_CUDA_ARCHITECTURES"},
    {"torchsparse", "TORCH_CUDA_ARCH_LIST"},
}};

void without_targets(const Case& asked, Reasons& reasons, const ImageState& state, const BuildStep& step) {
    const auto* found =
        std::ranges::find(self_targeting, std::string_view(step.what), &SelfTargeting::package);
    if (found == self_targeting.end() || step.told_targets || step.has_device ||
        state.variable(found->variable) != nullptr) {
        return;
    }
    const auto* package = knowledge::package(asked.knowledge, step.what);
    reasons.add(Cause::no_gpu_in_build, Weight::build_fails, step.place,
                step.what + " asks the GPU at hand which targets to compile for, and a build has none: set " +
                    std::string(found->variable),
                package != nullptr ? package->fact : knowledge::Fact{});
}

/// DeepSpeed compiles its operators on the machine, with the image's nvcc (mallorbc/Finetune_LLMs issue 20).
void too_old_nvcc(const Case& asked, Reasons& reasons) {
    const SystemCuda& cuda = asked.state.cuda;
    const auto* toolkit = cuda.cuda.known() ? knowledge::toolkit(asked.knowledge, cuda.cuda) : nullptr;
    const Installed* one = asked.state.find("deepspeed");
    const model::Command* command = started(asked);
    if (asked.host == nullptr || one == nullptr || toolkit == nullptr || !cuda.has_nvcc()) {
        return;
    }
    std::vector<std::string> unknown;
    for (const Device& device : devices(*asked.host, asked.knowledge)) {
        if (device.capability > std::ranges::max(toolkit->targets)) {
            unknown.push_back(device.name);
        }
    }
    const bool starts = command != nullptr && command->name == "deepspeed";
    add_for_devices(asked, reasons, Cause::nvcc_arch_unsupported, starts ? Weight::fails : Weight::caveat,
                    cuda.place, unknown,
                    "deepspeed compiles its operators when they are first used, and the nvcc of CUDA " +
                        to_string(cuda.cuda) + " can't make code for " +
                        (unknown.empty() ? std::string() : unknown.front()),
                    toolkit->fact);
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    too_old_nvcc(asked, reasons);
    for (const ImageState* state : asked.built) {
        for (const BuildStep& step : state->steps) {
            const bool compiles = step.kind == BuildStep::Kind::compiles_cuda;
            if ((!compiles && step.kind != BuildStep::Kind::imports_torch) || step.tolerated) {
                continue;
            }
            const bool known = state->base_known ? state->complete : step.cuda.cuda.known();
            if (!compiles) {
                if (step.cuda.has_nvcc() || state->conda_nvcc) {
                    without_torch(asked, reasons, *state, step);
                }
            } else if (step.cuda.has_nvcc() || state->conda_nvcc) {
                with_nvcc(asked, reasons, *state, step);
                without_targets(asked, reasons, *state, step);
            } else if (known) {
                without_nvcc(asked, reasons, *state, step);
            }
        }
    }
}

} // namespace

extern constexpr Check compiled_extensions{.name = "compiled_extensions", .run = run};

} // namespace dockwright::gpu::checks
