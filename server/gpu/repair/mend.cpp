#include "gpu/repair/mend.hpp"
#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu {

const model::PackageCommand* installation_at(const model::Document& document, Span place) {
    const model::PackageCommand* found = nullptr;
    for (const model::PackageCommand& command : document.packages().commands) {
        if (command.action == model::PackageAction::install &&
            shell_of(document, command).span.covers(place)) {
            found = &command; // the innermost stands last
        }
    }
    return found;
}

const model::Package* package_of(const model::Document& document, const model::PackageCommand& command,
                                 std::string_view name) {
    for (const model::Package& package : document.packages().of(command)) {
        if (names_package(package) && knowledge::normalized(package.name) == name) {
            return &package;
        }
    }
    return nullptr;
}

bool names_package(const model::Package& package) {
    return package.source == model::Package::Source::index && !package.name.contains('$') &&
           !package.extras.contains('$');
}

const model::Command& shell_of(const model::Document& document, const model::PackageCommand& command) {
    return document.commands().all[command.command];
}

bool takes_options_of_pip(const model::Document& document, const model::PackageCommand& command) {
    const model::Command& shell = shell_of(document, command);
    const auto arguments = document.commands().arguments_of(shell);
    const bool uv = shell.name == "uv" && !arguments.empty() && arguments.front().text == "pip";
    return command.manager == model::PackageManager::pip &&
           (uv || shell.name.starts_with("pip") || shell.name.starts_with("python")) &&
           shell.name != "pipx" && shell.name != "pipenv";
}

const model::Instruction* instruction_at(const model::Document& document, Span place) {
    for (const model::Instruction& instruction : document.instructions()) {
        if (instruction.span.covers(place)) {
            return &instruction;
        }
    }
    return nullptr;
}

bool suits_driver(const Ailing& ailing, const Version& cuda) {
    return std::ranges::all_of(ailing.hosts, [&](const Host* host) {
        if (host == nullptr || !host->driver.known() || !cuda.known() || host->system == System::wsl2) {
            return true; // the numbers of Windows' driver are others
        }
        const auto* major = knowledge::cuda_major(ailing.knowledge, cuda.major());
        const Version least = major != nullptr && major->min_driver.known()
                                  ? major->min_driver
                                  : knowledge::native_driver(ailing.knowledge, cuda);
        return !least.known() || host->driver >= least;
    });
}

bool carried_natively(const Ailing& ailing, const Version& cuda) {
    return std::ranges::all_of(ailing.hosts, [&](const Host* host) {
        return host == nullptr || !host->driver.known() || host->system == System::wsl2 ||
               cuda.cut(2) <= knowledge::cuda_of_driver(ailing.knowledge, host->driver);
    });
}

bool suits(const Ailing& ailing, const knowledge::Variant& variant) {
    if (!variant.cuda.known() || !suits_driver(ailing, variant.cuda)) {
        return false;
    }
    return std::ranges::all_of(ailing.hosts, [&](const Host* host) {
        if (host == nullptr || variant.targets.empty()) {
            return true;
        }
        return std::ranges::all_of(devices(*host, ailing.knowledge), [&](const Device& device) {
            return device.capability == 0 ||
                   knowledge::runs_on(ailing.knowledge, variant.targets, device.capability) ||
                   (variant.ptx != 0 && variant.ptx <= device.capability);
        });
    });
}

bool is_extra_with_cuda(const knowledge::Variant& variant) {
    // `cuda` of JAX is another name of the one with a number.
    return !variant.tag.empty() && variant.tag != "cpu" && variant.tag != "cuda" && variant.cuda.known() &&
           !variant.tag.contains("local") && !variant.tag.starts_with("cu1") &&
           variant.libraries == knowledge::Libraries::itself;
}

bool is_arm(const Ailing& ailing) {
    return ailing.state.platform.starts_with("linux/arm64") ||
           std::ranges::any_of(ailing.hosts, [](const Host* host) {
               return host != nullptr && host->platform.starts_with("linux/arm64");
           });
}

bool has_wheel(const Ailing& ailing, const knowledge::Release& release, std::uint32_t home) {
    const Version& python = ailing.state.homes[home].python;
    const knowledge::Pythons pythons = is_arm(ailing) ? release.pythons_arm : release.pythons;
    return !python.known() || pythons == 0 || knowledge::has(pythons, python);
}

std::vector<Version> other_versions(const Ailing& ailing, const Installed& installed) {
    std::vector<Version> newest_first;
    for (const knowledge::Release& release : knowledge::releases(ailing.knowledge, installed.name)) {
        const std::string_view ordinary = is_arm(ailing) ? release.variant_arm : release.variant;
        const bool extra =
            installed.release != nullptr && installed.variant_tag != installed.release->variant;
        const knowledge::Variant* build =
            knowledge::variant(release, extra ? installed.variant_tag : ordinary);
        const bool fits =
            release.variants.empty() || (build != nullptr && (!build->cuda.known() || suits(ailing, *build)));
        if (fits && !release.prerelease && has_wheel(ailing, release, installed.home)) {
            const bool last = build != nullptr && build->last.known();
            newest_first.push_back(last ? build->last : release.last);
        }
    }
    std::erase(newest_first, installed.version);
    std::vector<Version> out;
    const auto add = [&](auto found) {
        if (found != newest_first.end() && std::ranges::find(out, *found) == out.end()) {
            out.push_back(*found);
        }
    };
    const Version minor = installed.version.cut(2);
    add(std::ranges::find_if(newest_first, [&](const Version& one) { return one.cut(2) == minor; }));
    const auto older =
        std::ranges::find_if(newest_first, [&](const Version& one) { return one < installed.version; });
    add(older == newest_first.begin() ? newest_first.end() : std::prev(older));
    add(newest_first.begin());
    add(older);
    return out;
}

std::vector<knowledge::Capability> compile_targets(const Ailing& ailing) {
    std::vector<knowledge::Capability> out;
    const auto* toolkit = ailing.state.cuda.cuda.known()
                              ? knowledge::toolkit(ailing.knowledge, ailing.state.cuda.cuda)
                              : nullptr;
    for (const Host* host : ailing.hosts) {
        for (const Device& device :
             host != nullptr ? devices(*host, ailing.knowledge) : std::vector<Device>{}) {
            knowledge::Capability best = toolkit == nullptr ? device.capability : knowledge::Capability{};
            for (const knowledge::Capability target :
                 toolkit != nullptr ? toolkit->targets : std::span<const knowledge::Capability>()) {
                const bool runs =
                    knowledge::runs_on(ailing.knowledge, std::span(&target, 1), device.capability);
                best = runs ? std::max(best, target) : best;
            }
            if (best == 0) {
                return {};
            }
            out.push_back(best);
        }
    }
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
}

bool runs_as_root(const Ailing& ailing, const model::Instruction& instruction) {
    const auto user = ailing.document.context(instruction).user;
    if (!user) {
        return ailing.state.family == nullptr || ailing.state.family->user.empty();
    }
    const auto words = ailing.document.words(ailing.document.instructions()[*user]);
    const std::string_view name =
        words.empty() ? std::string_view() : ailing.document.expanded(words[0]).value_or(words[0].text);
    return name == "root" || name == "0" || name.starts_with("root:") || name.starts_with("0:");
}

} // namespace dockwright::gpu
