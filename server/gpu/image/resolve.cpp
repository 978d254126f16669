#include "gpu/image/resolve.hpp"
#include "base/ascii.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu {

using knowledge::Release;
using knowledge::Variant;

namespace {

constexpr std::array<std::string_view, 3> torch_family{"torch", "torchaudio", "torchvision"};

bool is_torch_family(std::string_view name) {
    return std::ranges::find(torch_family, name) != torch_family.end();
}

/// A release, and the version of it that would be taken.
struct Candidate {
    const Release* release = nullptr;
    Version version;
    const Variant* variant = nullptr;
    std::string tag;
    Unresolved why = Unresolved::none;
};

/// The newest version of a release that the specifier lets in.
Version version_in(const Release& release, std::string_view specifier) {
    if (const Version exact = pinned(specifier); exact.known()) {
        const bool inside = release.first <= exact && exact <= release.last;
        return inside ? exact : Version();
    }
    if (specifier.empty()) {
        return release.last;
    }
    for (const Version& version : {release.last, release.first}) {
        if (knowledge::satisfies(version, specifier).value_or(false)) {
            return version;
        }
    }
    // A bound between first and last: `<=2.4.0` of 2.4.0 to 2.4.1 is caught above, `==2.4.*` too.
    return {};
}

bool supports_python(const Release& release, const Variant* variant, const Circumstances& at) {
    const auto holds = [&](knowledge::Pythons pythons) {
        return pythons == 0 || (pythons != knowledge::no_python &&
                                (!at.python.known() || knowledge::has(pythons, at.python)));
    };
    return holds(at.arm ? release.pythons_arm : release.pythons) &&
           (variant == nullptr || holds(at.arm ? variant->pythons_arm : variant->pythons));
}

bool is_musl(const Circumstances& at) {
    return at.distribution != nullptr && !at.distribution->glibc.known();
}

bool supports_libc(const Release& release, const Variant* variant, const Circumstances& at) {
    const Version need = variant != nullptr && variant->glibc.known() ? variant->glibc : release.glibc;
    if (at.distribution == nullptr || !need.known()) {
        return true;
    }
    return !is_musl(at) && need <= at.distribution->glibc;
}

bool in_patches(const Variant& variant, const Version& version) {
    return (!variant.first.known() || variant.first <= version) &&
           (!variant.last.known() || version <= variant.last);
}

const Variant* build(const Release& release, std::string_view tag, const Version& version) {
    for (const Variant& variant : release.variants) {
        if (variant.tag == tag && in_patches(variant, version)) {
            return &variant;
        }
    }
    return nullptr;
}

/// The build that the extras name: `and-cuda`, `cuda12`; the ordinary one otherwise.
std::string_view tag_of_extras(const Release& release, std::string_view extras, const Version& version) {
    for (const Variant& variant : release.variants) {
        if (variant.tag.empty() || !in_patches(variant, version)) {
            continue;
        }
        std::string_view rest = extras;
        while (!rest.empty()) {
            const auto comma = rest.find(',');
            std::string_view word = rest.substr(0, comma);
            while (word.starts_with(' ')) {
                word.remove_prefix(1);
            }
            // A build that needs two extras is named by both, in the order of the tables.
            if (knowledge::normalized(word) == variant.tag.substr(0, variant.tag.find(','))) {
                return variant.tag;
            }
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        }
    }
    return {};
}

/// The CUDA folders of PyTorch's index that are looked at and have this version; the newest first.
std::string tag_on_index(const Release& release, const Version& version, const Sources& sources) {
    for (const std::string& tag : sources.tags) {
        if (build(release, tag, version) != nullptr) {
            return tag;
        }
    }
    return {};
}

class Choice {
public:
    Choice(const Wanted& wanted, const Circumstances& at)
        : wanted_(wanted), at_(at), local_(knowledge::local_part(wanted.specifier)),
          plain_(without_local(wanted.specifier)) {}

    /// pip takes a pre-release that nobody asked for where nothing else is left.
    Candidate best() const {
        const Candidate finished = best(at_.prereleases || pinned(plain_).prerelease());
        if (finished.release != nullptr && finished.why == Unresolved::none) {
            return finished;
        }
        const Candidate any = best(true);
        const bool better = any.release != nullptr && any.why == Unresolved::none;
        return better ? any : finished;
    }

private:
    Candidate best(bool prereleases) const {
        Candidate refused;
        for (const Release& release : knowledge::releases(at_.knowledge, wanted_.name)) {
            if (release.prerelease && !prereleases) {
                continue;
            }
            const Version version = version_in(release, plain_);
            if (!version.known()) {
                continue;
            }
            const Candidate candidate = judge(release, version);
            if (candidate.why == Unresolved::none) {
                return candidate;
            }
            if (candidate.why == Unresolved::not_in_tables && !pinned(plain_).known() &&
                at_.sources.tags.size() == 1) {
                continue; // an older release may be known to be on that index
            }
            // Of those that are refused, the one that comes nearest says why.
            if (refused.release == nullptr || (refused.variant == nullptr && candidate.variant != nullptr)) {
                refused = candidate;
            }
        }
        return refused;
    }

    Candidate judge(const Release& release, const Version& version) const {
        Candidate out{.release = &release, .version = version};
        choose_build(out);
        if (out.why == Unresolved::none && !supports_python(release, out.variant, at_)) {
            const bool refuses = !release.requires_python.empty() &&
                                 !knowledge::satisfies(at_.python, release.requires_python).value_or(true);
            out.why = refuses ? Unresolved::python_refused : Unresolved::no_wheel;
        }
        // PyTorch's own wheels before 2.0 are tagged linux_x86_64 and bring no others along: pip takes them
        // on musl, too (pytorch/pytorch issue 71381).
        const bool untold =
            is_musl(at_) && wanted_.name == "torch" && !local_.empty() && out.version < Version::of("2.0");
        if (out.why == Unresolved::none && !untold && !supports_libc(release, out.variant, at_)) {
            out.why = is_musl(at_) ? Unresolved::no_wheel : Unresolved::old_libc;
        }
        return out;
    }

    void choose_build(Candidate& out) const {
        if (!local_.empty()) {
            return choose_local(out);
        }
        if (is_torch_family(wanted_.name)) {
            return choose_torch(out);
        }
        const Release& release = *out.release;
        // pip warns of an extra that this release does not have, and installs without it.
        out.tag = tag_of_extras(release, wanted_.extras, out.version);
        if (out.tag.empty()) {
            out.tag = at_.arm ? release.variant_arm : release.variant;
        }
        if (at_.sources.onnx_cuda12 && build(release, "cuda12-feed", out.version) != nullptr) {
            out.tag = "cuda12-feed";
        }
        out.variant = build(release, out.tag, out.version);
        const Sources& sources = at_.sources;
        const bool page = sources.jax || sources.nvidia || sources.unknown;
        if (out.variant != nullptr && out.variant->own_page && !page) {
            out.why = Unresolved::other_index;
        }
    }

    /// `==2.4.1+cu121`: that build and no other.
    void choose_local(Candidate& out) const {
        out.tag = local_;
        out.variant = build(*out.release, local_, out.version);
        const bool looked = at_.sources.has_tag(local_) || at_.sources.unknown || !wanted_.file.empty();
        if (!looked && is_torch_family(wanted_.name)) {
            out.why = Unresolved::other_index;
        } else if (out.variant == nullptr && is_torch_family(wanted_.name) && !at_.sources.unknown &&
                   wanted_.file.empty() && !out.release->variants.empty() && local_.starts_with("cu")) {
            out.why = Unresolved::no_wheel;
        }
    }

    void choose_torch(Candidate& out) const {
        const Sources& sources = at_.sources;
        const Release& release = *out.release;
        if (sources.unknown) {
            out.tag.clear(); // any build may lie there
            return;
        }
        const bool pypi_first = sources.pypi_first && sources.pypi; // which has all of them
        const std::string tagged = pypi_first ? "" : tag_on_index(release, out.version, sources);
        if (!tagged.empty()) { // a local version sorts above the plain one of the same number
            out.tag = tagged;
            out.variant = build(release, tagged, out.version);
            return;
        }
        if (!sources.tags.empty() && !pypi_first && (sources.first_wins || !sources.pypi)) {
            out.tag = sources.tags.front();
            const bool cuda = out.tag.starts_with("cu") || out.tag == "cpu"; // others are in no table
            const bool known = cuda && !release.variants.empty();
            out.why = known ? Unresolved::no_wheel : Unresolved::not_in_tables;
            return;
        }
        out.tag = at_.arm ? release.variant_arm : release.variant;
        out.variant = build(release, out.tag, out.version);
    }

    const Wanted& wanted_;
    const Circumstances& at_;
    std::string_view local_;
    std::string plain_;
};

/// `torch-2.4.0+cu121-cp311-cp311-linux_x86_64.whl` says its version itself.
Version version_of_wheel(std::string_view file, std::string& specifier) {
    const auto first = file.find('-');
    const auto second = first == std::string_view::npos ? first : file.find('-', first + 1);
    if (second == std::string_view::npos) {
        return {};
    }
    std::string text(file.substr(first + 1, second - first - 1));
    if (const auto plus = text.find("%2B"); plus != std::string::npos) {
        text.replace(plus, 3, "+");
    }
    specifier = "==" + text;
    return Version::parse(text).value_or(Version());
}

/// torch 2.4.2, between those of a package all of whose releases are in the tables.
bool never_released(const Version& version, const Wanted& wanted, const Circumstances& at) {
    const auto* package = knowledge::package(at.knowledge, wanted.name);
    const auto releases = knowledge::releases(at.knowledge, wanted.name);
    const bool only_pypi = !at.sources.unknown && at.sources.tags.empty() && at.sources.pages.empty() &&
                           wanted.file.empty() && knowledge::local_part(wanted.specifier).empty();
    const bool in_pairs =
        std::ranges::any_of(knowledge::pairs(at.knowledge, wanted.name), [&](const knowledge::Pair& pair) {
            return pair.first == version || version == pair.last;
        });
    return package != nullptr && package->all_releases && only_pypi && version.known() &&
           !version.prerelease() && releases.back().first < version && version < releases.front().last &&
           !in_pairs;
}

} // namespace

std::string without_local(std::string_view specifier) {
    std::string out;
    bool skipping = false;
    for (const char c : specifier) {
        skipping = c == '+' || (skipping && c != ',' && c != ' ');
        if (!skipping) {
            out += c;
        }
    }
    return out;
}

Version pinned(std::string_view specifier) {
    if (!specifier.contains('=')) {
        return {};
    }
    const std::string plain = without_local(specifier);
    for (std::string_view rest = plain; !rest.empty();) {
        const auto comma = std::min(rest.find(','), rest.size());
        std::string_view text = ascii::trimmed(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (!text.starts_with('=') || text.contains('*')) {
            continue;
        }
        while (text.starts_with('=')) {
            text.remove_prefix(1);
        }
        if (const auto version = Version::parse(ascii::trimmed(text))) {
            return knowledge::satisfies(*version, plain) == false ? Version() : *version;
        }
    }
    return {};
}

bool is_guess(const Installed& installed) {
    return installed.newest && !pinned(installed.asked).known();
}

Installed resolve(const Wanted& wanted, const Circumstances& at) {
    Wanted asked = wanted;
    if (!asked.file.empty()) {
        version_of_wheel(wanted.file, asked.specifier);
    }
    Installed out{.name = asked.name, .asked = asked.specifier, .extras = asked.extras, .place = asked.place};
    out.version = asked.version_unknown ? Version() : pinned(asked.specifier);
    out.variant_tag = knowledge::local_part(asked.specifier);
    out.version_unknown = asked.version_unknown;
    out.file = asked.file;
    out.page = at.sources.pages.empty() ? "" : at.sources.pages.front();
    if (const auto* package = knowledge::package(at.knowledge, asked.name)) {
        out.gpu_package = package->gpu;
        const Version last = Version::parse(package->last).value_or(Version());
        const bool newer = out.version.known() && last.known() && last < out.version;
        const bool stub = last.known() && !out.version.known() && asked.specifier.empty() && package->fails;
        const bool from_index =
            asked.file.empty() && !asked.from_repository && !package->index.starts_with("http");
        if (from_index && (newer || stub)) {
            out.unresolved = Unresolved::name_ended;
            return out;
        }
        out.from_source =
            (package->source_only && asked.file.empty() && at.sources.pages.empty()) || asked.from_repository;
    }
    out.from_source = out.from_source || asked.from_repository;
    const bool own_wheel = !asked.file.empty() && out.variant_tag.empty(); // not one of the index's builds
    if (knowledge::releases(at.knowledge, asked.name).empty() || asked.from_repository ||
        asked.version_unknown || own_wheel) {
        out.unresolved = Unresolved::not_in_tables;
        return out;
    }
    const Candidate best = Choice(asked, at).best();
    if (best.release == nullptr) { // a version that the tables do not have
        const bool musl = is_torch_family(asked.name) && is_musl(at) && at.sources.tags.empty();
        out.unresolved = never_released(out.version, asked, at) ? Unresolved::never_released
                         : musl                                 ? Unresolved::no_wheel
                                                                : Unresolved::not_in_tables;
        return out;
    }
    out.newest = !out.version.known();
    out.version = best.version;
    out.release = best.release;
    out.variant = best.variant;
    out.variant_tag = best.tag;
    out.unresolved = best.why;
    out.cpu_unasked = at.arm && best.why == Unresolved::none && at.sources.tags.empty() &&
                      knowledge::local_part(asked.specifier).empty() &&
                      best.tag == best.release->variant_arm &&
                      best.release->variant != best.release->variant_arm;
    return out;
}

} // namespace dockwright::gpu
