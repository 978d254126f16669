#include "gpu/cuda_tags.hpp"
#include "gpu/image/base_image.hpp"
#include "gpu/later_compilation.hpp"
#include "gpu/machine.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::checks {
namespace {

bool brings_cuda(const Installed& installed) {
    return installed.variant != nullptr && installed.variant->cuda.known() &&
           installed.variant->libraries == knowledge::Libraries::itself &&
           installed.unresolved == Unresolved::none;
}

/// It runs the image's nvcc, whatever its installation does (README of each).
bool runs_nvcc(std::string_view package) {
    return compiles_later(package) || package == "flashinfer-python" || package == "pycuda";
}

/// Builds of source trees and of packages that ask for the image's CUDA.
bool builds_programs(const Case& asked, const model::Command& command) {
    constexpr std::array<std::string_view, 9> programs{"bazel", "build.sh", "cmake", "configure", "make",
                                                       "meson", "ninja",    "nvcc",  "setup.py"};
    const auto is_one = [&](std::string_view word) {
        return std::ranges::find(programs, word.substr(word.rfind('/') + 1)) != programs.end();
    };
    const auto arguments = asked.document.commands().arguments_of(command);
    return is_one(command.name) ||
           (!arguments.empty() && command.name.starts_with("python") && is_one(arguments.front().text));
}

/// `--with-cuda=/usr/local/cuda`, `HOROVOD_CUDA_HOME=/usr/local/cuda`, `-DUSE_CUDA=ON`.
bool names_cuda(std::string_view text) {
    constexpr std::array<std::string_view, 7> words{"--with-cuda", "CUDA_HOME", "CUDA_PATH",  "CUDA_TOOLKIT",
                                                    "USE_CUDA",    "WITH_CUDA", "HOROVOD_GPU"};
    return std::ranges::any_of(words, [&](std::string_view word) { return text.contains(word); });
}

/// The stage builds on this one, directly or by others, or is it.
bool builds_on(const Case& asked, std::uint32_t stage) {
    std::optional<std::uint32_t> here = asked.state.stage;
    while (here && *here != stage) {
        here = asked.document.stages()[*here].image.stage;
    }
    return here.has_value();
}

/// Something in the stage, or in one that it builds on, is compiled against the image's CUDA or may be.
bool compiles(const Case& asked) {
    const model::Document& document = asked.document;
    const auto steps = [&](const ImageState* state) {
        return builds_on(asked, state->stage) && std::ranges::any_of(state->steps, [](const BuildStep& step) {
                   return step.kind == BuildStep::Kind::compiles_cuda;
               });
    };
    const auto uses = [](const Installed& installed) {
        return runs_nvcc(installed.name) ||
               (installed.variant != nullptr && installed.variant->libraries == knowledge::Libraries::image);
    };
    const auto here = [&](const model::Command& command) {
        const std::uint32_t run = document.commands().text_of(command).instruction;
        const model::Instruction& instruction = document.instructions()[run];
        const model::Stage* stage = document.stage_of(instruction);
        return stage != nullptr && builds_on(asked, stage->index) &&
               (builds_programs(asked, command) || names_cuda(instruction.span.of(document.text())));
    };
    return std::ranges::any_of(asked.built, steps) || std::ranges::any_of(asked.state.installed, uses) ||
           std::ranges::any_of(document.commands().all, here);
}

/// Files come from a stage that has nvcc or compiles: what was built there may load the CUDA of this
/// image, as llama.cpp's libggml loads cuBLAS.
bool takes_compiled_files(const Case& asked) {
    return std::ranges::any_of(asked.built, [&](const ImageState* other) {
        return !builds_on(asked, other->stage) &&
               (other->cuda.has_nvcc() || std::ranges::any_of(other->steps, [](const BuildStep& step) {
                    return step.kind == BuildStep::Kind::compiles_cuda;
                }));
    });
}

/// `nvidia/cuda:12.4.1-base-ubuntu22.04` in place of the image at the root; "" if no table has it.
std::string smaller_base(const Case& asked) {
    const auto tag = cuda_tag(model::split_reference(asked.state.base).tag);
    return !tag ? std::string()
                : with_cuda_tag(asked.state,
                                nearest_cuda_tag(asked.knowledge, {.cuda = tag->cuda,
                                                                   .same_minor = true,
                                                                   .part = "base",
                                                                   .distribution = tag->distribution}));
}

/// The CUDA libraries came with the image at the root, and not with packages that the file installs.
bool brought_by_base(const ImageState& state) {
    if (!is_on_cuda_image(state)) {
        return state.cuda.of_base;
    }
    const auto tag = cuda_tag(model::split_reference(state.base).tag);
    return tag && (tag->has("runtime") || tag->has("devel"));
}

void of_base(const Case& asked, Reasons& reasons) {
    const ImageState& state = asked.state;
    const auto own = std::ranges::find_if(state.installed, [](const Installed& one) {
        return brings_cuda(one) && !one.of_base && one.name != "torchvision" && one.name != "torchaudio";
    });
    if (own == state.installed.end() || !state.cuda.has_runtime_libraries() || !brought_by_base(state) ||
        compiles(asked) || takes_compiled_files(asked)) {
        return;
    }
    const std::string base = smaller_base(asked);
    if (base.empty()) {
        return; // nothing smaller is known that has the rest of what is in it
    }
    reasons.add(Cause::redundant_cuda, Weight::note, own->place,
                describe(*own) + " contains the CUDA " + to_string(own->variant->cuda) +
                    " that it uses, so the base image's own CUDA " + to_string(state.cuda.cuda.cut(2)) +
                    " only makes the image larger: " + base + " is enough",
                principle(asked, "container-cuda-not-used"));
}

void run(const Case& asked, Reasons& reasons) {
    const ImageState& state = asked.state;
    of_base(asked, reasons);
    for (auto old = state.replaced.begin(); old != state.replaced.end(); ++old) {
        // What replaced the base's own may have been replaced in its turn, which is another matter.
        const auto next = std::find_if(old + 1, state.replaced.end(), [&](const Installed& later) {
            return later.name == old->name && later.home == old->home;
        });
        const Installed* now = next != state.replaced.end() ? &*next : state.find(old->name);
        if (old->of_base && old->name == "torch" && now != nullptr) {
            reasons.add(Cause::redundant_cuda, Weight::note, now->place,
                        "the base image has " + describe(*old) + " already, and this replaces it by " +
                            describe(*now) + ": both stay in the image's layers, gigabytes each",
                        principle(asked, "overwrite"));
        }
    }
}

} // namespace

extern constexpr Check cuda_twice{.name = "cuda_twice", .run = run};

} // namespace dockwright::gpu::checks
