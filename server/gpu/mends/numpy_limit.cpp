#include "gpu/image/resolve.hpp"
#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

constexpr std::string_view limit = "numpy<2";

/// A file that asks for a numpy which the limit refuses.
bool is_pinned_by_file(const Ailing& ailing) {
    for (const model::PackageList& list : ailing.surroundings.lists) {
        for (const model::ListedPackage& package : list.packages) {
            if (package.name == "numpy" &&
                !knowledge::satisfies(Version::of("1.26.4"), package.version).value_or(true)) {
                return true;
            }
        }
    }
    return false;
}

/// Limits numpy where an installation names it; false if none of the place's stage does.
bool limit_named(const Ailing& ailing, const model::PackageCommand& first, Offers& offers) {
    const model::Document& document = ailing.document;
    std::vector<TextEdit> edits;
    const auto stage = document.context(*instruction_at(document, ailing.reason.place.span)).stage;
    for (const model::PackageCommand& command : document.packages().commands) {
        const model::Package* numpy = package_of(document, command, "numpy");
        if (command.action != model::PackageAction::install || command.manager != first.manager ||
            numpy == nullptr || document.context(*instruction_at(document, numpy->span)).stage != stage) {
            continue;
        }
        // What stays below 2 may stay: `numpy==1.26.4`.
        const std::string asked = version_of(document, command, *numpy);
        const Version exact = pinned(asked);
        const auto lets_in = [&](const Version& version) {
            return knowledge::satisfies(version, asked).value_or(true);
        };
        const bool pinned_below = exact.known()
                                      ? exact < Version::of("2")
                                      : !lets_in(Version::of("2.0")) && !lets_in(Version::of("2.2"));
        if (!pinned_below) {
            edits.push_back(with_requirement(document, command, *numpy, limit));
        }
    }
    if (edits.empty()) {
        return false;
    }
    offers.add("Install numpy 1", std::move(edits));
    return true;
}

void offer(const Ailing& ailing, Offers& offers) {
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if (ailing.reason.cause != Cause::numpy_abi || command == nullptr || is_pinned_by_file(ailing) ||
        limit_named(ailing, *command, offers)) {
        return;
    }
    const model::Command& shell = shell_of(ailing.document, *command);
    for (const model::Package& package : ailing.document.packages().of(*command)) {
        if (package.span == ailing.reason.place.span && names_package(package) &&
            !is_json(ailing.document, shell)) {
            const Offset end = package.span.end;
            offers.add("Install numpy 1 with it",
                       {{{end, end}, " " + quoted(ailing.document, shell, limit)}});
            return;
        }
    }
    if (const auto edit = with_words(ailing.document, shell, quoted(ailing.document, shell, limit))) {
        offers.add("Install numpy 1 with it", {*edit});
    }
}

} // namespace

extern constexpr Mend numpy_limit{.name = "numpy_limit", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
