#include "gpu/cuda_tags.hpp"
#include "gpu/image/base_image.hpp"
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

/// The stage builds on this one, directly or by others, or is it.
bool builds_on(const Case& asked, std::uint32_t stage) {
    std::optional<std::uint32_t> here = asked.state.stage;
    while (here && *here != stage) {
        here = asked.document.stages()[*here].image.stage;
    }
    return here.has_value();
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

/// Parts of CUDA are installed by the distribution's package manager, from NVIDIA's repository, which is
/// set up in all images of nvidia/cuda and in no other.
bool installs_cuda(const Case& asked) {
    const model::Document& document = asked.document;
    return std::ranges::any_of(document.packages().commands, [&](const model::PackageCommand& command) {
        const model::Command& shell = document.commands().all[command.command];
        const std::uint32_t run = document.commands().text_of(shell).instruction;
        const model::Stage* stage = document.stage_of(document.instructions()[run]);
        return command.manager < model::PackageManager::pip && stage != nullptr &&
               builds_on(asked, stage->index) &&
               std::ranges::any_of(
                   document.packages().of(command),
                   [](const model::Package& package) { return package.name.starts_with("cuda-"); });
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
    if (base.empty() && installs_cuda(asked)) {
        return; // what else would do has another source of packages
    }
    reasons.add(Cause::redundant_cuda, Weight::note, own->place,
                describe(*own) + " contains the CUDA " + to_string(own->variant->cuda) +
                    " that it uses, so the base image's own CUDA " + to_string(state.cuda.cuda.cut(2)) +
                    " only makes the image larger" +
                    (base.empty() ? std::string() : ": " + base + " is enough"),
                principle(asked, "container-cuda-not-used"));
}

void run(const Case& asked, Reasons& reasons) {
    const ImageState& state = asked.state;
    of_base(asked, reasons);
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
