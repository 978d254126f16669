#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// cupy-cuda12x in place of cupy-cuda11x where the image has CUDA 12; cupy is compiled without.
void cupy(const Ailing& ailing, const model::PackageCommand& command, const model::Package& package,
          const Installed& installed, Offers& offers) {
    const Version& cuda = ailing.state.cuda.cuda;
    const std::string other = "cupy-cuda" + std::to_string(cuda.major()) + "x";
    const auto releases = knowledge::releases(ailing.knowledge, other);
    if ((!installed.name.starts_with("cupy-cuda") && installed.name != "cupy") || !cuda.known() ||
        other == installed.name || releases.empty()) {
        return;
    }
    const bool same = std::ranges::any_of(releases, [&](const knowledge::Release& release) {
        return release.first <= installed.version && installed.version <= release.last;
    });
    const std::string pin = same && !package.version.empty() ? "==" + to_string(installed.version) : "";
    offers.add("Install " + other + ", which is built for the image's CUDA",
               {with_requirement(ailing.document, command, package, other + pin)});
}

/// The extra that brings CUDA, where none is asked for yet or another one.
void with_extra(const Ailing& ailing, const model::PackageCommand& command, const model::Package& package,
                const Version& version, Offers& offers) {
    const std::string name = knowledge::normalized(package.name);
    const auto* release = knowledge::release(ailing.knowledge, name, version);
    for (const knowledge::Variant& variant :
         release != nullptr ? release->variants : std::span<const knowledge::Variant>()) {
        if (is_extra_with_cuda(variant) && suits(ailing, variant) && package.extras != variant.tag) {
            const std::string extra = name + "[" + std::string(variant.tag) + "]";
            offers.add(
                "Install " + extra + " " + to_string(version) + ", which brings its CUDA",
                {with_requirement(ailing.document, command, package, extra + "==" + to_string(version))});
        }
    }
}

/// Another version of the same package that this Python and these machines take.
void offer(const Ailing& ailing, Offers& offers) {
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if (command == nullptr || command->manager != model::PackageManager::pip) {
        return;
    }
    for (const model::Package& package : ailing.document.packages().of(*command)) {
        const Installed* installed = ailing.state.find(knowledge::normalized(package.name));
        if (package.span != ailing.reason.place.span || !names_package(package) || installed == nullptr) {
            continue;
        }
        cupy(ailing, *command, package, *installed, offers);
        const bool small = ailing.reason.weight != Weight::caveat; // else too much for what runs
        if (installed->name == "torch" || package.version.empty() || !small) {
            continue; // PyTorch has builds of each version
        }
        for (const Version& version : other_versions(ailing, *installed)) {
            const std::string pin = "==" + to_string(version);
            offers.add("Install " + installed->name + " " + to_string(version),
                       {with_version(ailing.document, *command, package, pin)});
            with_extra(ailing, *command, package, version, offers);
        }
    }
}

} // namespace

extern constexpr Mend other_version{.name = "other_version", .rank = 2, .offer = offer};

} // namespace dockwright::gpu::mends
