#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::mends {
namespace {

/// `3.11` and `-slim-bookworm` of a tag of the image python.
struct PythonTag {
    Version python;
    std::string number; ///< as written: `3.11.5`
    std::string rest;
};

std::optional<PythonTag> read_tag(std::string_view tag) {
    const auto dash = tag.find('-');
    const std::string_view number = tag.substr(0, dash);
    const auto python = Version::parse(number);
    if (!python || python->size < 2) {
        return std::nullopt;
    }
    return PythonTag{python->cut(2), std::string(number),
                     std::string(dash == std::string_view::npos ? "" : tag.substr(dash))};
}

void add(const Ailing& ailing, Offers& offers, const std::string& tag) {
    const model::ReferenceParts parts = model::split_reference(ailing.state.base);
    std::string reference(ailing.state.base);
    reference.resize(reference.size() - (parts.tag.empty() ? 0 : parts.tag.size() + 1));
    reference += ":" + tag;
    if (const auto edit = with_base(ailing, reference)) {
        offers.add("Build on " + reference, {*edit});
    }
}

/// Alpine's packages have other names, and apk is not there on another distribution.
bool uses_apk(const Ailing& ailing) {
    return std::ranges::any_of(ailing.document.packages().commands, [](const model::PackageCommand& command) {
        return command.manager == model::PackageManager::apk;
    });
}

/// Another distribution below the same Python: one with glibc, or with a newer one.
void distributions(const Ailing& ailing, const PythonTag& tag, Offers& offers) {
    if (const auto alpine = tag.rest.find("-alpine"); alpine != std::string::npos) {
        if (!uses_apk(ailing)) {
            add(ailing, offers, tag.number + "-slim");
        }
        return;
    }
    for (const std::string_view old : {"-stretch", "-buster", "-bullseye"}) {
        if (const auto at = tag.rest.find(old); at != std::string::npos) {
            std::string rest = tag.rest;
            add(ailing, offers, tag.number + rest.replace(at, old.size(), "-bookworm"));
        }
    }
}

/// A newer or older Python, the nearest first.
void pythons(const Ailing& ailing, const PythonTag& tag, Offers& offers) {
    std::vector<Version> others;
    for (const knowledge::PythonRelease& release : ailing.knowledge.pythons) {
        if (release.version.major() == 3 && release.version.minor() >= 8 && release.version != tag.python) {
            others.push_back(release.version);
        }
    }
    const auto distance = [&](const Version& one) {
        const std::uint32_t a = one.minor();
        const std::uint32_t b = tag.python.minor();
        return a < b ? b - a : a - b;
    };
    std::ranges::sort(others, {}, [&](const Version& one) { return std::pair(distance(one), one); });
    for (const Version& other : std::span(others).first(std::min<std::size_t>(others.size(), 6))) {
        add(ailing, offers, to_string(other) + tag.rest);
    }
}

void offer(const Ailing& ailing, Offers& offers) {
    constexpr std::array<Cause, 3> causes{Cause::wheel_absent, Cause::python_mismatch, Cause::glibc_too_old};
    const ImageState& state = ailing.state;
    const bool python = state.family != nullptr && state.family->repositories.front() == "python";
    if (!python || std::ranges::find(causes, ailing.reason.cause) == causes.end() || state.mirrored) {
        return;
    }
    const auto tag = read_tag(model::split_reference(state.base).tag);
    if (tag) {
        distributions(ailing, *tag, offers);
        pythons(ailing, *tag, offers);
    }
}

} // namespace

extern constexpr Mend python_base{.name = "python_base", .rank = 3, .offer = offer};

} // namespace dockwright::gpu::mends
