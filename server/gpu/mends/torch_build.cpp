#include "gpu/image/resolve.hpp"
#include "gpu/image/sources.hpp"
#include "gpu/repair/mend.hpp"
#include "gpu/repair/torch_choice.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::mends {
namespace {

/// The version of a companion for this torch: its own if that belongs to it, else the newest that
/// does; "" if none is known.
std::string companion_of(const Ailing& ailing, const model::Package& package, std::string_view asked,
                         const Version& torch) {
    const std::string name = knowledge::normalized(package.name);
    const Version own = pinned(asked);
    Version newest;
    for (const knowledge::Pair& pair : knowledge::pairs(ailing.knowledge, name)) {
        if (pair.partner != "torch" || knowledge::satisfies(torch, pair.specifier) != true) {
            continue;
        }
        if (own.known() && pair.first <= own && own <= pair.last) {
            return "==" + to_string(own);
        }
        newest = newest.known() || pair.last.prerelease() ? newest : pair.last;
    }
    return newest.known() ? "==" + to_string(newest) : "";
}

class Rewriting {
public:
    Rewriting(const Ailing& ailing, const model::PackageCommand& command, const TorchBuild& build)
        : ailing_(ailing), command_(command), build_(build),
          packages_(ailing.document.packages().of(command)),
          ordinary_(build.variant->tag ==
                    (is_arm(ailing) ? build.release->variant_arm : build.release->variant)) {}

    /// All edits that make the installation take the build; empty where it can't be told.
    std::vector<TextEdit> edits() {
        if (!point_to_index()) {
            return {};
        }
        const bool tagged = std::ranges::any_of(packages_, [](const model::Package& package) {
            return package.version.contains('+') && in_torch_family(knowledge::normalized(package.name));
        });
        for (const model::Package& package : packages_) {
            if (names_package(package) && in_torch_family(knowledge::normalized(package.name))) {
                set_version(package, tagged);
            }
        }
        if (!words_.empty()) {
            const auto edit = with_words(ailing_.document, shell_of(ailing_.document, command_), words_);
            if (!edit) {
                return {};
            }
            edits_.push_back(*edit);
        }
        return std::move(edits_);
    }

private:
    void set_version(const model::Package& package, bool tagged) {
        const bool torch = knowledge::normalized(package.name) == "torch";
        const std::string asked = version_of(ailing_.document, command_, package);
        const bool exact = pinned(asked).known();
        if (!build_.pins && !exact) {
            return; // the newest on that index
        }
        if (!torch && !exact && asked.empty()) {
            return; // pip chooses what fits
        }
        std::string version =
            torch ? "==" + to_string(build_.version) : companion_of(ailing_, package, asked, build_.version);
        // A local version names its build; without an index there is the ordinary one only.
        const bool index = torch_index(ailing_, command_) != nullptr || !ordinary_;
        if (tagged && !version.empty() && index) {
            version += "+" + std::string(build_.variant->tag);
        }
        if (asked != version) {
            edits_.push_back(with_version(ailing_.document, command_, package, version));
        }
    }

    bool point_to_index() {
        const model::PackageIndex* index = torch_index(ailing_, command_);
        const std::string tag(build_.variant->tag);
        if (index != nullptr) {
            const std::string_view now =
                index->kind == model::PackageIndex::Kind::backend ? index->url : torch_tag(index->url);
            const auto at = index->url.find(now);
            if (now != "*" && now != tag && at != std::string_view::npos) {
                std::string changed(index->url);
                changed.replace(at, now.size(), tag);
                edits_.push_back(with_address(ailing_.document, *index, changed));
            }
            return true;
        }
        if (ordinary_) {
            return true;
        }
        if (!takes_options_of_pip(ailing_.document, command_)) {
            return false;
        }
        const bool family_only =
            std::ranges::all_of(packages_,
                                [](const model::Package& package) {
                                    return in_torch_family(knowledge::normalized(package.name));
                                }) &&
            ailing_.document.packages().files_of(command_).empty();
        const model::Command& shell = shell_of(ailing_.document, command_);
        // uv looks for other packages on an extra index first, and finds old ones on PyTorch's.
        const std::string option = shell.name == "uv" && !family_only ? "--torch-backend=" + tag
                                   : family_only ? "--index-url " + std::string(index_of_torch) + tag
                                                 : "--extra-index-url " + std::string(index_of_torch) + tag;
        words_ += (words_.empty() ? "" : " ") + option;
        return true;
    }

    const Ailing& ailing_;
    const model::PackageCommand& command_;
    const TorchBuild& build_;
    std::span<const model::Package> packages_;
    bool ordinary_;
    std::vector<TextEdit> edits_;
    std::string words_; ///< that are added to the command
};

/// The installation that the reason speaks of; where an extension does not fit torch's CUDA, the one
/// that names torch.
const model::PackageCommand* installation_of(const Ailing& ailing, const Installed& torch) {
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if (command != nullptr && (package_of(ailing.document, *command, "torch") != nullptr ||
                               brings_torch(ailing, *command, torch))) {
        return command;
    }
    const model::PackageCommand* other = installation_at(ailing.document, torch.place.span);
    const bool extension = ailing.reason.cause == Cause::wheel_cuda_mismatch && !torch.of_base;
    return extension && other != nullptr && package_of(ailing.document, *other, "torch") != nullptr ? other
                                                                                                    : nullptr;
}

/// The edits of this installation and of all that ask for the same in the same words.
std::vector<TextEdit> edits_of(const Ailing& ailing, const model::PackageCommand& command,
                               const TorchBuild& build) {
    std::vector<TextEdit> out = Rewriting(ailing, command, build).edits();
    const model::Package* word = package_of(ailing.document, command, "torch");
    const model::PackageIndex* index = torch_index(ailing, command);
    for (const model::PackageCommand& other : ailing.document.packages().commands) {
        const model::Package* same = package_of(ailing.document, other, "torch");
        const model::PackageIndex* where = torch_index(ailing, other);
        const bool alike =
            word != nullptr && same != nullptr && same->version == word->version &&
            (where == nullptr ? index == nullptr : index != nullptr && where->url == index->url);
        if (alike && &other != &command && other.manager == command.manager) {
            const auto more = Rewriting(ailing, other, build).edits();
            out.insert(out.end(), more.begin(), more.end());
        }
    }
    return out;
}

void offer(const Ailing& ailing, Offers& offers) {
    constexpr std::array<Cause, 14> causes{Cause::driver_too_old,         Cause::arch_not_compiled,
                                           Cause::arch_dropped,           Cause::ptx_too_new,
                                           Cause::wheel_absent,           Cause::wheel_index_missing,
                                           Cause::python_mismatch,        Cause::cpu_only_wheel,
                                           Cause::glibc_too_old,          Cause::library_conflict,
                                           Cause::compat_package_refused, Cause::companion_mismatch,
                                           Cause::wheel_cuda_mismatch,    Cause::abi_mismatch};
    const Installed* torch = ailing.state.find("torch");
    if (std::ranges::find(causes, ailing.reason.cause) == causes.end() || torch == nullptr) {
        return;
    }
    const model::PackageCommand* command = installation_of(ailing, *torch);
    if (command == nullptr || command->manager != model::PackageManager::pip) {
        return;
    }
    const bool named_here = package_of(ailing.document, *command, "torch") != nullptr;
    const TorchWish wish = torch_wish(ailing, *command, *torch);
    for (const TorchBuild& build : torch_builds(ailing, wish)) {
        const bool same = build.version == wish.version;
        if (ailing.reason.weight == Weight::caveat && !same) {
            continue; // too much for what runs
        }
        if (!named_here && (build.pins != wish.exact || (wish.exact && !same))) {
            continue; // only an index can be given
        }
        auto edits = edits_of(ailing, *command, build);
        if (!edits.empty()) {
            const bool named = build.pins || wish.exact;
            offers.add("Install torch " +
                           (named ? to_string(build.version) + " " : std::string("as it is ")) +
                           "built for CUDA " + to_string(build.variant->cuda),
                       std::move(edits));
        }
    }
}

} // namespace

extern constexpr Mend torch_build{.name = "torch_build", .rank = 1, .offer = offer};

} // namespace dockwright::gpu::mends
