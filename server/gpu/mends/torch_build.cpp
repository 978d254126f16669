#include "gpu/mend.hpp"
#include "gpu/resolve.hpp"
#include "gpu/sources.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::mends {
namespace {

using knowledge::Release;
using knowledge::Variant;

constexpr std::array<std::string_view, 3> family{"torch", "torchaudio", "torchvision"};

bool in_family(std::string_view name) {
    return std::ranges::find(family, name) != family.end();
}

constexpr std::string_view index_of_torch = "https://download.pytorch.org/whl/";

struct Build {
    const Release* release = nullptr;
    const Variant* variant = nullptr;
    Version version;
};

/// The newest version of a companion that belongs to this torch; "" if none is known.
std::string companion_of(const Ailing& ailing, std::string_view name, const Version& torch) {
    for (const knowledge::Pair& pair : knowledge::pairs(ailing.knowledge, name)) {
        if (pair.partner == "torch" && knowledge::satisfies(torch, pair.specifier) == true) {
            return "==" + to_string(pair.last);
        }
    }
    return "";
}

/// The index option of an installation that names PyTorch's index, or null.
const model::PackageIndex* torch_index(const Ailing& ailing, const model::PackageCommand& command) {
    for (const model::PackageIndex& index : ailing.document.packages().indexes_of(command)) {
        if (!torch_tag(index.url).empty()) {
            return &index;
        }
    }
    return nullptr;
}

void set_versions(const Ailing& ailing, const model::PackageCommand& command, const Build& build, bool tagged,
                  std::vector<TextEdit>& edits) {
    for (const model::Package& package : ailing.document.packages().of(command)) {
        const std::string name = knowledge::normalized(package.name);
        if (!in_family(name) || package.source != model::Package::Source::index) {
            continue;
        }
        std::string version =
            name == "torch" ? "==" + to_string(build.version) : companion_of(ailing, name, build.version);
        const bool pinned_before = !package.version.empty();
        if (name != "torch" && !pinned_before && !tagged) {
            continue; // pip chooses what fits
        }
        if (tagged && !version.empty()) {
            version += "+" + std::string(build.variant->tag);
        }
        if (std::string(package.version) != version) {
            edits.push_back(with_version(ailing.document, package, version));
        }
    }
}

/// All edits that make an installation take this build.
std::vector<TextEdit> edits_for(const Ailing& ailing, const model::PackageCommand& command,
                                const Build& build) {
    std::vector<TextEdit> edits;
    const auto packages = ailing.document.packages().of(command);
    const bool only_family = std::ranges::all_of(packages,
                                                 [](const model::Package& package) {
                                                     return in_family(knowledge::normalized(package.name));
                                                 }) &&
                             ailing.document.packages().files_of(command).empty();
    const bool ordinary = build.variant->tag == build.release->variant;
    const model::PackageIndex* index = torch_index(ailing, command);
    const bool tagged =
        (!only_family && !ordinary) || std::ranges::any_of(packages, [](const model::Package& package) {
            return package.version.contains('+') && in_family(knowledge::normalized(package.name));
        });
    set_versions(ailing, command, build, tagged && (!ordinary || index != nullptr), edits);
    const std::string url = std::string(index_of_torch) + std::string(build.variant->tag);
    if (index != nullptr) {
        const std::string_view tag = torch_tag(index->url);
        const auto at = index->url.find(tag);
        if (tag != "*" && tag != build.variant->tag && at != std::string_view::npos) {
            std::string changed(index->url);
            changed.replace(at, tag.size(), build.variant->tag);
            edits.push_back({index->span, changed});
        }
    } else if (!ordinary) {
        const model::Command& shell = ailing.document.commands().all[command.command];
        const std::string option = only_family ? " --index-url " : " --extra-index-url ";
        edits.push_back({{shell.span.end, shell.span.end}, option + url});
    }
    return edits;
}

/// The builds that fit the machines: the same version first, then the nearest below it, then newest.
std::vector<Build> builds(const Ailing& ailing, const Installed* installed) {
    std::vector<Build> same;
    std::vector<Build> older;
    std::vector<Build> newer;
    const Version& python =
        ailing.state.homes[installed != nullptr ? installed->home : ailing.state.home].python;
    for (const Release& release : knowledge::releases(ailing.knowledge, "torch")) {
        if (release.prerelease || (python.known() && !knowledge::has(release.pythons, python))) {
            continue;
        }
        std::vector<const Variant*> variants;
        for (const Variant& variant : release.variants) {
            if (suits(ailing, variant)) {
                variants.push_back(&variant);
            }
        }
        // The ordinary build needs no index: it comes first.
        const auto ordinary = std::ranges::find(variants, release.variant, &Variant::tag);
        if (ordinary != variants.end()) {
            std::rotate(variants.begin(), ordinary, ordinary + 1);
        }
        for (const Variant* variant : variants) {
            const bool is_same = installed != nullptr && release.first <= installed->version &&
                                 installed->version <= release.last;
            const Build build{&release, variant, is_same ? installed->version : release.last};
            auto& where = is_same                                                     ? same
                          : installed != nullptr && release.last < installed->version ? older
                                                                                      : newer;
            where.push_back(build);
        }
    }
    std::vector<Build> out;
    const auto take = [&](const std::vector<Build>& from, std::size_t most) {
        out.insert(out.end(), from.begin(),
                   from.begin() + static_cast<std::ptrdiff_t>(std::min(most, from.size())));
    };
    take(same, 2);
    take(newer, 2);
    take(older, 2);
    return out;
}

void offer(const Ailing& ailing, Offers& offers) {
    constexpr std::array<Cause, 13> causes{
        Cause::driver_too_old,     Cause::arch_not_compiled,      Cause::arch_dropped,
        Cause::ptx_too_new,        Cause::wheel_absent,           Cause::wheel_index_missing,
        Cause::python_mismatch,    Cause::cpu_only_wheel,         Cause::glibc_too_old,
        Cause::library_conflict,   Cause::compat_package_refused, Cause::companion_mismatch,
        Cause::wheel_cuda_mismatch};
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if (std::ranges::find(causes, ailing.reason.cause) == causes.end() || command == nullptr ||
        command->manager != model::PackageManager::pip) {
        return;
    }
    const auto packages = ailing.document.packages().of(*command);
    const bool has_torch = std::ranges::any_of(packages, [](const model::Package& package) {
        return knowledge::normalized(package.name) == "torch";
    });
    if (!has_torch) {
        return;
    }
    const Installed* installed = ailing.state.find("torch");
    for (const Build& build : builds(ailing, installed)) {
        auto edits = edits_for(ailing, *command, build);
        if (!edits.empty()) {
            const std::string text =
                "torch " + to_string(build.version) + " built for CUDA " + to_string(build.variant->cuda);
            offers.add("Install " + text, std::move(edits));
        }
    }
}

} // namespace

extern constexpr Mend torch_build{.name = "torch_build", .rank = 1, .offer = offer};

} // namespace dockwright::gpu::mends
