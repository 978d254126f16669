#include "gpu/mend.hpp"
#include "gpu/resolve.hpp"
#include "gpu/sources.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>
#include <tuple>

namespace dockwright::gpu::mends {
namespace {

using knowledge::Release;
using knowledge::Variant;

constexpr std::string_view index_of_torch = "https://download.pytorch.org/whl/";

bool in_family(std::string_view name) {
    return name == "torch" || name == "torchaudio" || name == "torchvision";
}

/// One build of torch, and how an installation comes to it.
struct Build {
    const Release* release = nullptr;
    const Variant* variant = nullptr;
    Version version;
    bool pins = false; ///< the version is to be written
};

/// The version of a companion for this torch: its own if that belongs to it, else the newest that
/// does; "" if none is known.
std::string companion_of(const Ailing& ailing, const model::Package& package, const Version& torch) {
    const std::string name = knowledge::normalized(package.name);
    const Version own = pinned(package.version);
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

/// The index option of an installation that names PyTorch's index, or null.
const model::PackageIndex* torch_index(const Ailing& ailing, const model::PackageCommand& command) {
    for (const model::PackageIndex& index : ailing.document.packages().indexes_of(command)) {
        if (!torch_tag(index.url).empty() || index.kind == model::PackageIndex::Kind::backend) {
            return &index;
        }
    }
    return nullptr;
}

class Rewriting {
public:
    Rewriting(const Ailing& ailing, const model::PackageCommand& command, const Build& build)
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
            return package.version.contains('+') && in_family(knowledge::normalized(package.name));
        });
        for (const model::Package& package : packages_) {
            if (in_family(knowledge::normalized(package.name)) && package.plain &&
                package.source == model::Package::Source::index) {
                set_version(package, tagged);
            }
        }
        return std::move(edits_);
    }

private:
    void set_version(const model::Package& package, bool tagged) {
        const bool torch = knowledge::normalized(package.name) == "torch";
        const bool exact = pinned(package.version).known();
        if (!build_.pins && !exact) {
            return; // the newest on that index
        }
        if (!torch && !exact && package.version.empty()) {
            return; // pip chooses what fits
        }
        std::string version =
            torch ? "==" + to_string(build_.version) : companion_of(ailing_, package, build_.version);
        // A local version names its build; without an index there is the ordinary one only.
        const bool index = torch_index(ailing_, command_) != nullptr || !ordinary_;
        if (tagged && !version.empty() && index) {
            version += "+" + std::string(build_.variant->tag);
        }
        if (std::string(package.version) != version) {
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
                edits_.push_back({index->span, changed});
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
                                    return in_family(knowledge::normalized(package.name));
                                }) &&
            ailing_.document.packages().files_of(command_).empty();
        const model::Command& shell = shell_of(ailing_.document, command_);
        // uv looks for other packages on an extra index first, and finds old ones on PyTorch's.
        const std::string option = shell.name == "uv" && !family_only ? "--torch-backend=" + tag
                                   : family_only ? "--index-url " + std::string(index_of_torch) + tag
                                                 : "--extra-index-url " + std::string(index_of_torch) + tag;
        const auto edit = with_words(ailing_.document, shell, option);
        if (edit) {
            edits_.push_back(*edit);
        }
        return edit.has_value();
    }

    const Ailing& ailing_;
    const model::PackageCommand& command_;
    const Build& build_;
    std::span<const model::Package> packages_;
    bool ordinary_;
    std::vector<TextEdit> edits_;
};

/// The build of a release that suits the machines: the one that is asked for, the ordinary one, which
/// needs no index, or else the newest CUDA that the drivers carry; what nobody looked up comes last.
const Variant* suiting(const Ailing& ailing, const Release& release, std::string_view asked, bool index) {
    const bool arm = is_arm(ailing);
    const std::string_view ordinary = arm ? release.variant_arm : release.variant;
    const auto rank = [&](const Variant& one) {
        return std::tuple(one.tag == asked, one.tag == ordinary && !index,
                          one.fact.confidence == knowledge::Confidence::verified,
                          carried_natively(ailing, one.cuda), one.tag == ordinary, one.cuda);
    };
    const Variant* best = nullptr;
    for (const Variant& variant : release.variants) {
        // Before 2.11 the wheels of aarch64 are for CPUs only (torch.yaml).
        const bool fits = suits(ailing, variant) && (!arm || ordinary.starts_with("cu"));
        if (fits && (best == nullptr || rank(*best) < rank(variant))) {
            best = &variant;
        }
    }
    return best;
}

/// The version that is there first, then the newest, then those next to it.
std::vector<Build> builds(const Ailing& ailing, const Installed& torch, bool index) {
    std::vector<Build> same;
    std::vector<Build> newer;
    std::vector<Build> older;
    const bool exact = pinned(torch.asked).known();
    for (const Release& release : knowledge::releases(ailing.knowledge, "torch")) {
        const Variant* variant = suiting(ailing, release, torch.variant_tag, index);
        if (release.prerelease || variant == nullptr || !has_wheel(ailing, release, torch.home)) {
            continue;
        }
        const bool is_same = release.first <= torch.version && torch.version <= release.last;
        const bool lets_in = knowledge::satisfies(release.last, without_local(torch.asked)).value_or(false) ||
                             torch.asked.empty();
        const Build build{&release, variant, is_same ? torch.version : release.last, exact || !lets_in};
        (is_same ? same : release.last < torch.version ? older : newer).push_back(build);
    }
    std::vector<Build> out = same;
    if (!newer.empty()) {
        out.push_back(newer.front());
    }
    if (!older.empty()) {
        out.push_back(older.front());
    }
    if (newer.size() > 1) {
        out.push_back(newer.back());
    }
    // An index may have no newer build than one of those: where nothing is pinned, that says enough.
    const std::size_t unpinned = out.size();
    for (std::size_t i = 0; i < unpinned; ++i) {
        if (!out[i].pins) {
            Build named = out[i];
            named.pins = true;
            out.push_back(named);
        }
    }
    return out;
}

/// The installation brings torch without naming it: a file does, or another package that has no CUDA
/// of its own.
bool comes_along(const Ailing& ailing, const model::PackageCommand& command, const Installed& torch) {
    if (!shell_of(ailing.document, command).span.covers(torch.place.span)) {
        return false;
    }
    const bool has_own = std::ranges::any_of(ailing.state.installed, [&](const Installed& other) {
        return other.place.span == torch.place.span && other.place.line == torch.place.line &&
               !other.as_dependency && other.release != nullptr && !in_family(other.name);
    });
    return !torch.place.file.empty() || (torch.as_dependency && !has_own);
}

void offer(const Ailing& ailing, Offers& offers) {
    constexpr std::array<Cause, 14> causes{Cause::driver_too_old,         Cause::arch_not_compiled,
                                           Cause::arch_dropped,           Cause::ptx_too_new,
                                           Cause::wheel_absent,           Cause::wheel_index_missing,
                                           Cause::python_mismatch,        Cause::cpu_only_wheel,
                                           Cause::glibc_too_old,          Cause::library_conflict,
                                           Cause::compat_package_refused, Cause::companion_mismatch,
                                           Cause::wheel_cuda_mismatch,    Cause::abi_mismatch};
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    const Installed* torch = ailing.state.find("torch");
    if (std::ranges::find(causes, ailing.reason.cause) == causes.end() || command == nullptr ||
        command->manager != model::PackageManager::pip || torch == nullptr) {
        return;
    }
    const bool named_here = package_of(ailing.document, *command, "torch") != nullptr;
    if (!named_here && !comes_along(ailing, *command, *torch)) {
        return;
    }
    for (const Build& build : builds(ailing, *torch, torch_index(ailing, *command) != nullptr)) {
        const bool same = build.version == torch->version;
        if (ailing.reason.weight == Weight::caveat && !same) {
            continue; // too much for what runs
        }
        if (!named_here && (build.pins || (pinned(torch->asked).known() && !same))) {
            continue; // only an index can be given
        }
        auto edits = Rewriting(ailing, *command, build).edits();
        if (!edits.empty()) {
            const bool named = build.pins || pinned(torch->asked).known();
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
