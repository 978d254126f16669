#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::checks {
namespace {

/// pip's own CUDA libraries of that major are in the same Python: nvidia-*-cu12, or those of torch.
bool brought_by_pip(const ImageState& state, const Installed& user, std::uint32_t cuda_major) {
    const std::string suffix = "-cu" + std::to_string(cuda_major);
    return std::ranges::any_of(state.installed, [&](const Installed& other) {
        if (other.home != user.home || &other == &user) {
            return false;
        }
        const bool wheel =
            other.name.starts_with("nvidia-") && other.name.ends_with(suffix) && !other.as_dependency;
        const bool conda =
            other.name == "cudatoolkit" || other.name == "cuda-libraries" || other.name == "cuda-cudart";
        return wheel || conda;
    });
}

const Installed* framework_with_libraries(const ImageState& state, const Installed& user,
                                          std::uint32_t cuda_major) {
    for (const Installed& other : state.installed) {
        const bool brings = other.variant != nullptr &&
                            other.variant->libraries == knowledge::Libraries::itself &&
                            other.variant->cuda.known() && other.variant->cuda.major() == cuda_major;
        if (brings && other.home == user.home && &other != &user && other.name == "torch") {
            return &other;
        }
    }
    return nullptr;
}

/// Another framework uses the GPU: this one may well be meant for the CPU.
bool other_user(const ImageState& state, const Installed& user) {
    return std::ranges::any_of(state.installed, [&](const Installed& other) {
        return &other != &user && other.variant != nullptr && other.variant->cuda.known() &&
               other.variant->libraries == knowledge::Libraries::itself;
    });
}

bool needs_only_runtime(const Installed& user) {
    return user.name == "numba" || user.name == "pycuda";
}

void missing(Reasons& reasons, const Installed& user, std::string what) {
    reasons.add(Cause::library_missing, Weight::fails, user.place, std::move(what), user.variant->fact);
}

void look_at(const Case& asked, Reasons& reasons, const Installed& user) {
    const ImageState& state = asked.state;
    const SystemCuda& cuda = state.cuda;
    const Version& need = user.variant->cuda;
    const std::string loads = describe(user) + " loads the libraries of CUDA " +
                              (need.major() > 10 ? std::to_string(need.major()) : to_string(need.cut(2)));
    if (brought_by_pip(state, user, need.major())) {
        return;
    }
    if (const Installed* torch = framework_with_libraries(state, user, need.major()); torch != nullptr) {
        const bool within = state.homes[torch->home].kind == knowledge::PythonKind::conda; // linked into it
        if (user.name == "ctranslate2" && within && !cuda.cuda.known()) {
            missing(reasons, user, loads + " by their names, and conda's torch keeps its own to itself");
            return;
        }
        const bool by_name = user.name.starts_with("onnxruntime") || user.name.starts_with("cupy") ||
                             (user.name == "ctranslate2" && !cuda.cuda.known());
        if (by_name && !user.as_dependency) {
            reasons.add(Cause::library_missing, Weight::caveat, user.place,
                        loads + " and brings none: it finds those of torch only if torch is imported first",
                        user.variant->fact);
        }
        return;
    }
    const auto* package = knowledge::package(asked.knowledge, user.name);
    const bool aside = (package == nullptr || !package->gpu) && other_user(state, user);
    if (!cuda.cuda.known()) {
        if (state.complete && !aside) {
            missing(reasons, user, loads + ", and neither the image nor its dependencies bring them");
        }
        return;
    }
    // Up to CUDA 10 the names of the libraries carried the minor: libcudart.so.10.1.
    const bool other = need.major() > 10 || need.size < 2 ? cuda.cuda.major() != need.major()
                                                          : cuda.cuda.cut(2) != need.cut(2);
    if (other) {
        missing(reasons, user, loads + ", and the image has those of CUDA " + to_string(cuda.cuda.cut(2)));
        return;
    }
    const Version& newest = user.variant->newest_cuda;
    if (newest.known() && newest < cuda.cuda.cut(2)) {
        missing(reasons, user,
                loads + " as they were up to " + to_string(newest) + ", and the image has CUDA " +
                    to_string(cuda.cuda.cut(2)) + ", whose libraries have other names");
        return;
    }
    if (!cuda.has_runtime_libraries() && !needs_only_runtime(user)) {
        missing(reasons, user,
                loads + " (cuBLAS and others), and a base image of the flavour `base` has none of them");
        return;
    }
    const Version& cudnn = user.variant->cudnn;
    if (!cudnn.known()) {
        return;
    }
    if (!cuda.cudnn.known()) {
        missing(reasons, user,
                describe(user) + " loads cuDNN " + std::to_string(cudnn.major()) +
                    ", and the image has none: take the flavour with cudnn in its tag");
    } else if (cuda.cudnn.major() != cudnn.major()) {
        reasons.add(Cause::cudnn_mismatch, Weight::fails, user.place,
                    describe(user) + " loads cuDNN " + std::to_string(cudnn.major()) +
                        ", and the image has cuDNN " + std::to_string(cuda.cudnn.major()) +
                        ": it runs on the CPU instead",
                    user.variant->fact);
    }
}

/// numba.cuda compiles with NVVM of the toolkit, which only devel images have.
void numba(const Case& asked, Reasons& reasons) {
    const Installed* one = asked.state.find("numba");
    const bool alone = one != nullptr && !one->as_dependency && asked.state.find("numba-cuda") == nullptr &&
                       asked.state.find("torch") == nullptr && asked.state.find("tensorflow") == nullptr;
    if (alone && asked.state.cuda.cuda.known() && !asked.state.cuda.has_nvcc() &&
        one->manager == model::PackageManager::pip) {
        const auto* package = knowledge::package(asked.knowledge, "numba");
        reasons.add(Cause::library_missing, Weight::fails, one->place,
                    "numba.cuda compiles with libNVVM, which only the devel flavour of the image has; "
                    "numba-cuda[cu12] brings it",
                    package != nullptr ? package->fact : knowledge::Fact{});
    }
}

/// tensorflow[and-cuda] 2.16.1 does not find the libraries that it brings (tensorflow issue 63362).
void lost_libraries(const Case& asked, Reasons& reasons) {
    const Installed* one = asked.state.find("tensorflow");
    if (one != nullptr && one->variant_tag == "and-cuda" && one->version == Version::of("2.16.1") &&
        asked.state.variable("LD_LIBRARY_PATH") == nullptr) {
        reasons.add(Cause::library_missing, Weight::fails, one->place,
                    "tensorflow 2.16.1 does not find the CUDA libraries that its extra brings, and runs on "
                    "the CPU: take "
                    "2.16.2 or newer",
                    {"tensorflow/tensorflow issue 63362", knowledge::Confidence::verified});
    }
}

/// What has a library of its own for each CUDA of torch, and none yet for a newer one: bitsandbytes.
void of_torch(const Case& asked, Reasons& reasons) {
    const Installed* torch = asked.state.find("torch");
    if (torch == nullptr || torch->variant == nullptr || !torch->variant->cuda.known()) {
        return;
    }
    const Version has = torch->variant->cuda.cut(2);
    for (const Installed& user : asked.state.installed) {
        const bool chooses = user.variant != nullptr && user.home == torch->home && !user.of_base &&
                             user.variant->libraries == knowledge::Libraries::torch &&
                             user.variant->newest_cuda.known();
        if (chooses && user.variant->newest_cuda < has) {
            missing(reasons, user,
                    describe(user) + " has libraries for CUDA up to " + to_string(user.variant->newest_cuda) +
                        ", and " + describe(*torch) + " brings CUDA " + to_string(has) + ": take a newer " +
                        user.name);
        }
    }
}

/// An image whose own TensorFlow loads another cuDNN than lies in it: 2.18.0-gpu (tensorflow issues 62412,
/// 81344).
void of_image(const Case& asked, Reasons& reasons) {
    const ImageState& state = asked.state;
    const Installed* one = state.find("tensorflow");
    const bool own = one != nullptr && one->of_base && one->variant != nullptr &&
                     one->variant->cudnn.known() && one->variant->libraries == knowledge::Libraries::image;
    if (own && state.cuda.cudnn.known() && state.cuda.cudnn.major() != one->variant->cudnn.major()) {
        reasons.add(Cause::cudnn_mismatch, Weight::fails, state.base_place,
                    "tensorflow " + to_string(one->version) + " of this image loads cuDNN " +
                        std::to_string(one->variant->cudnn.major()) + ", and the image has cuDNN " +
                        std::to_string(state.cuda.cudnn.major()) +
                        ": it runs on the CPU; install cudnn9-cuda-12 or tensorflow[and-cuda] in it",
                    one->variant->fact);
    }
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    of_image(asked, reasons);
    of_torch(asked, reasons);
    numba(asked, reasons);
    lost_libraries(asked, reasons);
    for (const Installed& user : asked.state.installed) {
        const bool loads = user.variant != nullptr &&
                           user.variant->libraries == knowledge::Libraries::image &&
                           user.variant->cuda.known() && (!user.of_base || !asked.state.cuda.cuda.known()) &&
                           (asked.state.tag == nullptr || !user.of_base || !asked.state.tag->cuda.known());
        const bool there =
            user.unresolved == Unresolved::none || user.unresolved == Unresolved::not_in_tables;
        if (loads && there && user.manager == model::PackageManager::pip) {
            look_at(asked, reasons, user);
        }
    }
}

} // namespace

extern constexpr Check loaded_libraries{.name = "loaded_libraries", .run = run};

} // namespace dockwright::gpu::checks
