#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

constexpr Version numpy_2 = Version::of("2.0");

/// Packages that ask for numpy without an upper limit, so that pip takes the newest: their metadata.
bool pulls_newest_numpy(const Installed& installed) {
    constexpr std::string_view names[] = {
        "torchvision", "pandas",       "scipy",     "scikit-learn", "opencv-python", "opencv-python-headless",
        "matplotlib",  "transformers", "diffusers", "tensorflow",   "datasets",      "accelerate",
        "xformers",    "timm"};
    return std::ranges::find(names, installed.name) != std::end(names);
}

/// Whether numpy 2 ends up in a home: nothing if that is not known.
std::optional<bool> gets_numpy_2(const ImageState& state, std::uint32_t home) {
    const Version& python = state.homes[home].python;
    if (!python.known() || python < Version::of("3.9")) {
        return python.known() ? std::optional(false) : std::nullopt;
    }
    const Installed* pulled = nullptr;
    for (const Installed& installed : state.installed) {
        const bool by_conda = installed.manager == model::PackageManager::conda;
        if (installed.home != home || (by_conda && installed.name != "numpy")) {
            continue;
        }
        if (installed.name == "numpy") {
            if (const Version exact = installed.version; exact.known()) {
                return exact >= numpy_2;
            }
            const auto lets_in = knowledge::satisfies(numpy_2, installed.asked);
            // conda's solver takes one that all its packages go with.
            return by_conda && lets_in != false ? std::nullopt : lets_in;
        }
        // tensorflow's own limit keeps numpy 1 for all.
        if (installed.release != nullptr) {
            for (const knowledge::Requirement& requirement : installed.release->requires_) {
                if (requirement.package == "numpy" &&
                    knowledge::satisfies(numpy_2, requirement.specifier) == false) {
                    return false;
                }
            }
        }
        pulled = pulls_newest_numpy(installed) && !installed.of_base ? &installed : pulled;
    }
    return pulled != nullptr ? std::optional(true) : std::nullopt;
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    for (const Installed& installed : asked.state.installed) {
        const auto pairs = knowledge::pairs(asked.knowledge, installed.name);
        const auto limit = std::ranges::find_if(pairs, [&](const knowledge::Pair& pair) {
            return pair.partner == "numpy" && pair.first <= installed.version &&
                   installed.version <= pair.last;
        });
        if (limit == pairs.end() || !installed.version.known() || installed.of_base ||
            knowledge::satisfies(numpy_2, limit->specifier) != false ||
            gets_numpy_2(asked.state, installed.home) != true) {
            continue;
        }
        const bool stops = installed.name != "torch"; // torch starts, and fails where arrays cross
        const Installed* numpy = asked.state.find("numpy");
        const bool named = numpy != nullptr && !numpy->as_dependency && numpy->home == installed.home;
        reasons.add(
            Cause::numpy_abi, stops ? Weight::fails : Weight::caveat, named ? numpy->place : installed.place,
            describe(installed) + " was compiled for NumPy 1, and NumPy 2 gets installed beside it: " +
                (stops ? "importing it fails" : "arrays can't be exchanged with it") + "; ask for numpy<2",
            limit->fact);
    }
}

} // namespace

extern constexpr Check numpy_major{.name = "numpy_major", .run = run};

} // namespace dockwright::gpu::checks
