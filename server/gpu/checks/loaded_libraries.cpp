#include "gpu/cuda_tags.hpp"
#include "gpu/machine.hpp"
#include "gpu/purpose.hpp"
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

/// Up to CUDA 10 the names of the libraries carried the minor: libcudart.so.10.1.
bool is_other_cuda(const Version& there, const Version& need) {
    return need.major() > 10 || need.size < 2 ? there.major() != need.major() : there.cut(2) != need.cut(2);
}

bool names_have_changed(const SystemCuda& cuda, const Installed& user) {
    const Version& newest = user.variant->newest_cuda;
    return newest.known() && newest < cuda.cuda.cut(2);
}

/// The image has the CUDA that the package loads; cuDNN is another matter.
bool has_cuda_for(const SystemCuda& cuda, const Installed& user) {
    return cuda.cuda.known() && !is_other_cuda(cuda.cuda, user.variant->cuda) &&
           !names_have_changed(cuda, user) && (cuda.has_runtime_libraries() || needs_only_runtime(user));
}

bool has_cudnn_for(const Version& there, const Installed& user) {
    const Version& need = user.variant->cudnn;
    return !need.known() || (there.known() && there.major() == need.major());
}

std::string consequence(const Installed& user) {
    const bool goes_on = user.name.starts_with("onnxruntime") || user.name.starts_with("tensorflow");
    return goes_on ? "it runs on the CPU" : "it can't use the GPU";
}

void not_known(Reasons& reasons, const Installed& user, std::string what) {
    reasons.add(Cause::library_missing, Weight::unknown, user.place, std::move(what), user.variant->fact);
}

/// `: build on nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04`, where the tables know one that has what the
/// package loads; else `otherwise`.
std::string advised_base(const Case& asked, const Installed& user, std::string otherwise = {}) {
    const ImageState& state = asked.state;
    if (state.distribution == nullptr) {
        return otherwise;
    }
    const Version& cudnn = user.variant->cudnn;
    const std::string tag = nearest_cuda_tag(
        asked.knowledge, {.cuda = state.cuda.cuda,
                          .same_minor = user.variant->newest_cuda.known(), // a later one may be too new
                          .part = state.cuda.has_nvcc() ? std::string_view("devel") : "runtime",
                          .cudnn = cudnn.known() ? cudnn.major() : 0,
                          .distribution = state.distribution->name});
    const std::string image = with_cuda_tag(state, tag);
    return image.empty() ? otherwise : ": build on " + image;
}

/// What torch brings lies in site-packages, where the loader does not look: who loads it by its name
/// finds it once torch has loaded it. ONNX Runtime has a call for that since 1.21 (pull requests 23674
/// and 23744); with 1.20 libcudnn_adv was reported missing even then (issue 23643).
std::string how_to_find(const Installed& user) {
    const bool onnx = user.name.starts_with("onnxruntime");
    if (!onnx || !user.version.known() || user.version < Version::of("1.20")) {
        return "it finds them only if the program imports torch first";
    }
    if (user.version < Version::of("1.21")) {
        return "it finds them only if the program imports torch first, and perhaps not even then "
               "(microsoft/onnxruntime issue 23643); from 1.21 on onnxruntime.preload_dlls() finds them";
    }
    return "it finds them only if the program imports torch first or calls onnxruntime.preload_dlls()";
}

void look_at_torch(const Case& asked, Reasons& reasons, const Installed& user, const Installed& torch) {
    const SystemCuda& cuda = asked.state.cuda;
    const std::uint32_t major = user.variant->cuda.major();
    const bool linked = asked.state.homes[torch.home].kind == knowledge::PythonKind::conda;
    if (user.name == "ctranslate2" && linked && !cuda.cuda.known()) {
        missing(reasons, user,
                describe(user) + " loads the libraries of CUDA " + std::to_string(major) +
                    " by their names, and conda's torch keeps its own to itself");
        return;
    }
    const bool by_name = user.name.starts_with("onnxruntime") || user.name.starts_with("cupy") ||
                         (user.name == "ctranslate2" && !cuda.cuda.known());
    if (!by_name || user.as_dependency) {
        return;
    }
    if (torch.variant->cudnn.known() && !has_cudnn_for(torch.variant->cudnn, user)) {
        reasons.add(Cause::cudnn_mismatch, Weight::fails, user.place,
                    describe(user) + " loads cuDNN " + std::to_string(user.variant->cudnn.major()) +
                        ", and " + describe(torch) + " brings cuDNN " +
                        std::to_string(torch.variant->cudnn.major()) + ", so " + consequence(user) +
                        advised_base(asked, user),
                    user.variant->fact);
        return;
    }
    const std::string what = has_cuda_for(cuda, user)
                                 ? "the libraries of cuDNN " + std::to_string(user.variant->cudnn.major())
                                 : "the libraries of CUDA " + std::to_string(major);
    reasons.add(Cause::library_missing, Weight::caveat, user.place,
                describe(user) + " loads " + what + ", and only torch brings them here: " + how_to_find(user),
                user.variant->fact);
}

/// torch brings a cuDNN of this version, but made for another CUDA.
const Installed* torch_for_other_cuda(const ImageState& state, const Installed& user) {
    const auto found = std::ranges::find_if(state.installed, [&](const Installed& other) {
        return other.name == "torch" && other.home == user.home && other.variant != nullptr &&
               other.variant->libraries == knowledge::Libraries::itself && other.variant->cudnn.known() &&
               has_cudnn_for(other.variant->cudnn, user);
    });
    return found == state.installed.end() ? nullptr : &*found;
}

void look_at_cudnn(const Case& asked, Reasons& reasons, const Installed& user) {
    const Version& there = asked.state.cuda.cudnn;
    const std::string need = "cuDNN " + std::to_string(user.variant->cudnn.major());
    const std::string cuda = "CUDA " + std::to_string(user.variant->cuda.major());
    if (there.known()) {
        reasons.add(Cause::cudnn_mismatch, Weight::fails, user.place,
                    describe(user) + " loads " + need + ", and the image has cuDNN " +
                        std::to_string(there.major()) + ": it runs on the CPU instead",
                    user.variant->fact);
        return;
    }
    if (asked.state.cuda.some_cudnn || !asked.state.complete) {
        not_known(reasons, user,
                  describe(user) + " needs " + need + ", and which cuDNN is installed here is not known");
        return;
    }
    if (const Installed* torch = torch_for_other_cuda(asked.state, user); torch != nullptr) {
        reasons.add(Cause::library_missing, Weight::unknown, user.place,
                    describe(user) + " needs " + need + " for " + cuda + ", and here only " +
                        describe(*torch) + " brings one, for CUDA " +
                        std::to_string(torch->variant->cuda.major()) +
                        ": whether that one serves is not known" + advised_base(asked, user),
                    user.variant->fact);
        return;
    }
    missing(reasons, user,
            describe(user) + " needs " + need + ", which this image lacks, so " + consequence(user) +
                advised_base(asked, user, ": add " + need + " for " + cuda));
}

void look_at(const Case& asked, Reasons& reasons, const Installed& user) {
    const ImageState& state = asked.state;
    const SystemCuda& cuda = state.cuda;
    const Version& need = user.variant->cuda;
    const std::string loads = describe(user) + " loads the libraries of CUDA " +
                              (need.major() > 10 ? std::to_string(need.major()) : to_string(need.cut(2)));
    const bool by_image = has_cuda_for(cuda, user) && has_cudnn_for(cuda.cudnn, user);
    if (by_image || brought_by_pip(state, user, need.major())) {
        return;
    }
    if (const Installed* torch = framework_with_libraries(state, user, need.major()); torch != nullptr) {
        look_at_torch(asked, reasons, user, *torch);
        return;
    }
    const auto* package = knowledge::package(asked.knowledge, user.name);
    const bool aside = (package == nullptr || !package->gpu) && other_user(state, user);
    if (cuda.is_some()) {
        not_known(reasons, user, loads + ", and which CUDA is installed here is not known");
    } else if (!cuda.cuda.known()) {
        if (state.complete && !aside) {
            missing(reasons, user,
                    loads + ", which neither the image nor its dependencies bring: " + consequence(user));
        }
    } else if (is_other_cuda(cuda.cuda, need)) {
        missing(reasons, user,
                loads + ", and the image has those of CUDA " + to_string(cuda.cuda.cut(2)) + ": " +
                    consequence(user));
    } else if (names_have_changed(cuda, user)) {
        missing(reasons, user,
                loads + " as they were up to " + to_string(user.variant->newest_cuda) +
                    ", and the image has CUDA " + to_string(cuda.cuda.cut(2)) +
                    ", whose libraries have other names");
    } else if (!has_cuda_for(cuda, user)) {
        missing(reasons, user,
                loads + " (cuBLAS and others), and an image of the flavour `base` has none of them" +
                    advised_base(asked, user));
    } else {
        look_at_cudnn(asked, reasons, user);
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
        // Who asks about a GPU means it; of most programs with numba its compiler for CPUs is all they use.
        const bool meant = asked.host != nullptr;
        reasons.add(Cause::library_missing, meant ? Weight::fails : Weight::note, one->place,
                    std::string("numba.cuda") + (meant ? "" : ", if anything here uses it,") +
                        " compiles with libNVVM, which only the devel flavour of the image has; "
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
    if (!asked.meant_for_gpu || (asked.host == nullptr && made_for_cpu(asked))) {
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
