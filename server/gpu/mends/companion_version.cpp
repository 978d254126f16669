#include "gpu/image/resolve.hpp"
#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::mends {
namespace {

/// The word of a package in the last installation that names it.
struct Named {
    const model::PackageCommand* command = nullptr;
    const model::Package* package = nullptr;
};

Named named(const Ailing& ailing, std::string_view name) {
    Named found;
    for (const model::PackageCommand& command : ailing.document.packages().commands) {
        const model::Package* package = package_of(ailing.document, command, name);
        if (command.action == model::PackageAction::install && package != nullptr) {
            found = {&command, package};
        }
    }
    return found;
}

/// The newest version of a package that a specifier lets in.
Version newest(const Ailing& ailing, std::string_view name, std::string_view specifier, std::uint32_t home) {
    if (const Version exact = pinned(specifier); exact.known()) {
        return exact;
    }
    for (const knowledge::Release& release : knowledge::releases(ailing.knowledge, name)) {
        if (!release.prerelease && has_wheel(ailing, release, home) &&
            knowledge::satisfies(release.last, specifier) == true) {
            return release.last;
        }
    }
    return {};
}

/// The newest version of the package whose partner may be of that version.
Version belonging(const Ailing& ailing, std::string_view name, std::string_view partner,
                  const Version& version) {
    for (const knowledge::Pair& pair : knowledge::pairs(ailing.knowledge, name)) {
        if (pair.partner == partner && !pair.last.prerelease() &&
            knowledge::satisfies(version, pair.specifier) == true) {
            return pair.last;
        }
    }
    return {};
}

std::string called(std::string_view name, const Version& version) {
    return version.known() ? std::string(name) + " " + to_string(version) : std::string(name);
}

void add(const Ailing& ailing, Offers& offers, std::string_view name, const Version& version,
         const std::string& partner) {
    const Named word = named(ailing, name);
    if (word.package == nullptr || !version.known()) {
        return;
    }
    const std::string asked = version_of(ailing.document, *word.command, *word.package);
    std::string pin = "==" + to_string(version);
    if (const auto local = knowledge::local_part(asked); !local.empty()) {
        pin += "+" + std::string(local);
    }
    offers.add("Install " + std::string(name) + " " + to_string(version) +
                   (partner.empty() ? "" : ", which belongs to " + partner),
               {with_version(ailing.document, *word.command, *word.package, pin)});
}

void offer(const Ailing& ailing, Offers& offers) {
    const Cause cause = ailing.reason.cause;
    const bool about = cause == Cause::companion_mismatch || cause == Cause::wheel_absent ||
                       cause == Cause::wheel_cuda_mismatch;
    for (const Conflict& conflict : ailing.state.conflicts) {
        // What came in place of the partner may be what is wrong.
        const bool replaced = conflict.replaced && conflict.place.span == ailing.reason.place.span;
        if (!about && !replaced) {
            continue;
        }
        const Installed* partner = ailing.state.find(conflict.partner);
        const std::uint32_t home = partner != nullptr ? partner->home : ailing.state.home;
        add(ailing, offers, conflict.package,
            belonging(ailing, conflict.package, conflict.partner, conflict.partner_version),
            called(conflict.partner, conflict.partner_version));
        add(ailing, offers, conflict.partner, newest(ailing, conflict.partner, conflict.specifier, home),
            called(conflict.package, conflict.version));
    }
}

} // namespace

extern constexpr Mend companion_version{.name = "companion_version", .rank = 1, .offer = offer};

} // namespace dockwright::gpu::mends
