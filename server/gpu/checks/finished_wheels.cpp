#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

/// The number behind a word: `2.3` of `torch2.3cxx11abiFALSE`, of `torch-2.3.0+cu121.html`.
Version number_behind(std::string_view text, std::string_view word) {
    auto at = text.find(word);
    while (at != std::string_view::npos && at > 0 && text[at - 1] >= 'a' && text[at - 1] <= 'z') {
        at = text.find(word, at + 1); // the end of another word: pytorch3d
    }
    if (at == std::string_view::npos) {
        return {};
    }
    std::string_view rest = text.substr(at + word.size());
    if (rest.starts_with('-') || rest.starts_with('_')) {
        rest.remove_prefix(1);
    }
    return Version::parse(rest.substr(0, rest.find_first_not_of("0123456789."))).value_or(Version());
}

/// `12` and `1` of cu121, `12` of cu12.
Version cuda_in(std::string_view text) {
    const auto at = text.find("cu1");
    if (at == std::string_view::npos) {
        return {};
    }
    std::string_view digits = text.substr(at + 2);
    digits = digits.substr(0, digits.find_first_not_of("0123456789"));
    const std::string number = digits.size() > 2
                                   ? std::string(digits.substr(0, 2)) + "." + std::string(digits.substr(2))
                                   : std::string(digits);
    return Version::parse(number).value_or(Version());
}

std::string source_of(const Installed& one) {
    return !one.file.empty() ? one.file : one.page;
}

void look_at(const Case& asked, Reasons& reasons, const Installed& one) {
    const std::string text = source_of(one);
    const Installed* torch = asked.state.find("torch");
    if (torch == nullptr || !torch->version.known()) {
        return;
    }
    const Version built = number_behind(text, "torch");
    const bool own_build = torch->of_base && torch->version.prerelease();
    const auto fact =
        knowledge::Fact{"what the wheel's address says of itself", knowledge::Confidence::verified};
    if (built.known() && built.cut(2) != torch->version.cut(2)) {
        reasons.add(Cause::abi_mismatch, Weight::fails, one.place,
                    one.name + " is built for torch " + to_string(built) + ", and " + describe(*torch) +
                        " is installed: importing it fails on a missing symbol",
                    fact);
        return;
    }
    if (built.known() && own_build) { // rusty1s/pytorch_scatter issue 260
        reasons.add(
            Cause::abi_mismatch, Weight::fails, one.place,
            one.name + " is built for torch " + to_string(built) +
                ", and the image has NVIDIA's own build of a later state: importing it fails on a missing "
                "symbol; compile it in the image",
            fact);
        return;
    }
    // PyPI's torch has the new C++ ABI from 2.7 on, of 2.6 only the build for CUDA 12.6 (release blog
    // of 2.6).
    const bool fresh = torch->version >= Version::of("2.7") ||
                       (torch->version >= Version::of("2.6") && torch->variant_tag == "cu126");
    if (text.contains(fresh ? "cxx11abiFALSE" : "cxx11abiTRUE") && !torch->of_base) {
        reasons.add(Cause::abi_mismatch, Weight::fails, one.place,
                    one.name + " is built for the other C++ ABI than " + describe(*torch) +
                        ": importing it fails on a missing symbol; take the wheel with cxx11abi" +
                        (fresh ? "TRUE" : "FALSE") + " in its name",
                    fact);
        return;
    }
    const Version cuda = cuda_in(text);
    const bool known = cuda.known() && torch->variant != nullptr && torch->variant->cuda.known();
    if (known && cuda.major() != torch->variant->cuda.major()) {
        reasons.add(Cause::wheel_cuda_mismatch, Weight::fails, one.place,
                    one.name + " is built for CUDA " + to_string(cuda) + ", and " + describe(*torch) +
                        " brings CUDA " + to_string(torch->variant->cuda),
                    fact);
    }
}

/// `cp310` of a wheel's file name against the Python that it is installed into.
void python_of(const Case& asked, Reasons& reasons, const ImageState& state, const Installed& one) {
    const auto at = one.file.find("-cp3");
    const Version& python = state.homes[one.home].python;
    if (at == std::string::npos || !python.known() || one.file.find("abi3") != std::string::npos) {
        return;
    }
    const std::string_view digits = std::string_view(one.file).substr(at + 4);
    const auto minor = Version::parse(digits.substr(0, digits.find_first_not_of("0123456789")));
    if (minor && minor->major() != python.minor()) {
        reasons.add(Cause::wheel_absent, Weight::build_fails, one.place,
                    "this wheel is for Python 3." + std::to_string(minor->major()) +
                        ", and the Python here is " + to_string(python),
                    principle(asked, "wheel-names"));
    }
}

/// torch was exchanged behind an extension that was compiled against it.
void exchanged(const Case& asked, Reasons& reasons, const Installed& extension) {
    const auto* package = knowledge::package(asked.knowledge, extension.name);
    const Installed* torch = asked.state.find("torch");
    if (package == nullptr || torch == nullptr || package->libraries != knowledge::Libraries::torch ||
        !package->needs_nvcc || torch->instruction <= extension.instruction || extension.of_base) {
        return;
    }
    for (const Installed& old : asked.state.replaced) {
        const bool before =
            old.name == "torch" && old.instruction <= extension.instruction && old.version.known();
        if (before && torch->version.known() && old.version.cut(2) != torch->version.cut(2)) {
            reasons.add(Cause::abi_mismatch, Weight::fails, torch->place,
                        extension.name + " was installed for torch " + to_string(old.version) +
                            ", and this exchanges it for " + describe(*torch) + ": importing " +
                            extension.name + " fails on a missing symbol",
                        package->fact);
            return;
        }
    }
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    for (const ImageState* state : asked.built) {
        for (const Installed& one : state->installed) {
            if (!one.file.empty() && state == asked.built.back()) {
                python_of(asked, reasons, *state, one);
            }
        }
    }
    for (const Installed& one : asked.state.installed) {
        exchanged(asked, reasons, one);
        const auto* package = knowledge::package(asked.knowledge, one.name);
        const bool extends_torch = package != nullptr && package->libraries == knowledge::Libraries::torch;
        if (one.name != "torch" && !source_of(one).empty() && (!one.file.empty() || extends_torch)) {
            look_at(asked, reasons, one);
        }
    }
}

} // namespace

extern constexpr Check finished_wheels{.name = "finished_wheels", .run = run};

} // namespace dockwright::gpu::checks
