#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::mends {
namespace {

/// A package's word at the reason's place, and what gets installed by it.
struct Word {
    const model::PackageCommand* command = nullptr;
    const model::Package* package = nullptr;
    const Installed* installed = nullptr;
};

std::optional<Word> word_at(const Ailing& ailing) {
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if (command == nullptr || command->manager != model::PackageManager::pip) {
        return std::nullopt;
    }
    for (const model::Package& package : ailing.document.packages().of(*command)) {
        const Installed* installed = ailing.state.find(knowledge::normalized(package.name));
        if (package.span == ailing.reason.place.span && names_package(package) && installed != nullptr) {
            return Word{command, &package, installed};
        }
    }
    return std::nullopt;
}

/// The same version with the extra that brings CUDA for these machines: `tensorflow[and-cuda]`.
void offer(const Ailing& ailing, Offers& offers) {
    constexpr std::array<Cause, 11> causes{
        Cause::driver_too_old,      Cause::arch_not_compiled,     Cause::arch_dropped,
        Cause::ptx_too_new,         Cause::wheel_absent,          Cause::cpu_only_wheel,
        Cause::library_missing,     Cause::cudnn_mismatch,        Cause::python_mismatch,
        Cause::wheel_index_missing, Cause::compat_package_refused};
    const auto word = word_at(ailing);
    if (!word || word->installed->name == "torch" ||
        std::ranges::find(causes, ailing.reason.cause) == causes.end()) {
        return;
    }
    const Installed& installed = *word->installed;
    if (installed.release == nullptr || !has_wheel(ailing, *installed.release, installed.home)) {
        return;
    }
    for (const knowledge::Variant& variant : installed.release->variants) {
        if (!is_extra_with_cuda(variant) || !suits(ailing, variant) || variant.tag == installed.variant_tag) {
            continue;
        }
        const std::string extra = std::string(word->package->name) + "[" + std::string(variant.tag) + "]";
        offers.add("Install " + installed.name + "[" + std::string(variant.tag) + "], which brings its CUDA",
                   {with_requirement(ailing.document, *word->command, *word->package,
                                     extra + std::string(word->package->version))});
    }
}

} // namespace

extern constexpr Mend gpu_extra{.name = "gpu_extra", .rank = 1, .offer = offer};

} // namespace dockwright::gpu::mends
