#include "gpu/machine.hpp"
#include "gpu/purpose.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::checks {
namespace {

constexpr std::array<std::string_view, 10> frameworks{
    "dgl",         "jax",          "jaxlib",     "llama-cpp-python",
    "onnxruntime", "paddlepaddle", "tensorflow", "tensorflow-cpu",
    "torch",       "faiss-cpu"};

bool is_framework(const Installed& installed) {
    return std::ranges::find(frameworks, installed.name) != frameworks.end();
}

/// Built without CUDA; nothing if that is not known.
std::optional<bool> is_cpu_build(const Installed& installed) {
    if (installed.name == "tensorflow-cpu" || installed.name == "onnxruntime" ||
        installed.name == "paddlepaddle" || installed.name == "faiss-cpu" ||
        (installed.name == "dgl" && installed.page.empty() && installed.file.empty() &&
         installed.manager == model::PackageManager::pip)) {
        return true;
    }
    if (installed.variant_tag == "cpu" || installed.variant_tag.starts_with("cpu-")) {
        return true;
    }
    if (installed.variant != nullptr) {
        return !installed.variant->cuda.known() && !installed.variant_tag.starts_with("rocm");
    }
    return std::nullopt;
}

bool uses_gpu(const Installed& installed) {
    return (installed.variant != nullptr && installed.variant->cuda.known()) ||
           installed.variant_tag.starts_with("cu");
}

/// The author named the build for CPUs, by its index or its version.
bool is_chosen(const Installed& installed) {
    return (installed.variant_tag == "cpu" || installed.variant_tag.starts_with("cpu-")) &&
           installed.manager == model::PackageManager::pip && !installed.cpu_unasked && !installed.of_base;
}

/// Installed by a command of its own behind the other's: its files lie over those.
bool put_over(const Case& asked, const Installed& later, const Installed& earlier) {
    const auto command_of = [&](const Installed& one) {
        const auto& all = asked.document.packages().commands;
        return std::ranges::find_if(all, [&](const model::PackageCommand& command) {
            return asked.document.commands().all[command.command].span.covers(one.place.span);
        });
    };
    return later.instruction >= earlier.instruction && earlier.place.span.end <= later.place.span.begin &&
           command_of(later) != command_of(earlier);
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    const auto& installed = asked.state.installed;
    const bool other = std::ranges::any_of(installed, [](const Installed& one) {
        return uses_gpu(one) || one.name == "onnxruntime-gpu" ||
               (one.gpu_package && one.name != "llama-cpp-python");
    });
    const Installed* ort = asked.state.find("onnxruntime");
    const Installed* gpu_ort = asked.state.find("onnxruntime-gpu");
    if (ort != nullptr && gpu_ort != nullptr && !ort->as_dependency && ort->home == gpu_ort->home &&
        !put_over(asked, *gpu_ort, *ort)) {
        const auto* package = knowledge::package(asked.knowledge, "onnxruntime-gpu");
        reasons.add(Cause::cpu_only_wheel, Weight::fails, ort->place,
                    "onnxruntime and onnxruntime-gpu are one module in two packages, and the one for CPUs "
                    "wins: install "
                    "onnxruntime-gpu alone",
                    package != nullptr ? package->fact : knowledge::Fact{});
    }
    for (const Installed& one : installed) {
        const bool plugin = one.name == "jax" || one.name == "jaxlib";
        const bool jax_has_gpu =
            plugin && std::ranges::any_of(installed, [](const Installed& two) {
                return two.name.starts_with("jax-cuda") || (two.name == "jax" && uses_gpu(two));
            });
        const bool side = one.name != "torch" && one.name != "dgl" &&
                          other; // a helper beside the framework that uses the GPU
        if (!is_framework(one) || is_cpu_build(one) != true || side || jax_has_gpu ||
            (one.unresolved != Unresolved::none && one.unresolved != Unresolved::not_in_tables)) {
            continue;
        }
        if (plugin && one.name == "jaxlib" && asked.state.find("jax") != nullptr) {
            continue; // jax speaks for it
        }
        const auto* package = knowledge::package(asked.knowledge, one.name);
        const knowledge::Fact fact = one.variant != nullptr   ? one.variant->fact
                                     : one.release != nullptr ? one.release->fact
                                     : package != nullptr     ? package->fact
                                                              : knowledge::Fact{};
        // An image for documentation or tests takes that build on purpose, whatever else it installs.
        if (is_chosen(one) && !asked_beside_packages(asked)) {
            if (asked.host != nullptr) {
                reasons.add(Cause::cpu_only_wheel, Weight::note, one.place,
                            describe(one) + " is a build for CPUs, as asked for: it uses no GPU", fact);
            }
            continue;
        }
        const bool conda = one.manager == model::PackageManager::conda;
        reasons.add(Cause::cpu_only_wheel, Weight::fails, one.place,
                    describe(one) +
                        (conda
                             ? ": conda sees no GPU while an image is built, and takes a build for CPUs only"
                             : " is built for CPUs only: it never uses a GPU"),
                    fact);
    }
}

} // namespace

extern constexpr Check cpu_builds{.name = "cpu_builds", .run = run};

} // namespace dockwright::gpu::checks
