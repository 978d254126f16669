#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// The line of a list that the reason stands on.
const model::ListedPackage* line_of(const Ailing& ailing, const model::PackageList& list) {
    for (const model::ListedPackage& package : list.packages) {
        if (package.line == ailing.reason.place.line && package.url.empty()) {
            return &package;
        }
    }
    return nullptr;
}

/// What does it: a line of a requirements file is exchanged; another file is left to its reader.
std::string command_for(const model::PackageList& list, const model::ListedPackage& package,
                        const std::string& requirement) {
    const std::string line = std::to_string(package.line);
    const bool plain = list.kind == model::PackageFile::Kind::requirements ||
                       list.kind == model::PackageFile::Kind::constraints;
    if (!plain || package.marker.contains('\'') || list.path.contains('\'')) {
        return list.path + ":" + line + ": " + requirement;
    }
    return "sed -i '" + line + "c " + requirement + (package.marker.empty() ? "" : "; " + package.marker) +
           "' " + list.path;
}

/// Another version in the file that names the package: the Dockerfile only reads it.
void offer(const Ailing& ailing, Offers& offers) {
    const Place& place = ailing.reason.place;
    if (place.file.empty()) {
        return;
    }
    for (const model::PackageList& list : ailing.surroundings.lists) {
        const model::ListedPackage* package = list.path == place.file ? line_of(ailing, list) : nullptr;
        const Installed* installed =
            package != nullptr ? ailing.state.find(knowledge::normalized(package->name)) : nullptr;
        if (installed == nullptr || list.kind == model::PackageFile::Kind::lock) {
            continue;
        }
        for (const Version& version : other_versions(ailing, *installed)) {
            const std::string extras = package->extras.empty() ? "" : "[" + package->extras + "]";
            const std::string requirement = package->name + extras + "==" + to_string(version);
            offers.add({.title = "Write " + requirement + " in line " + std::to_string(package->line) +
                                 " of " + list.path,
                        .commands = {command_for(list, *package, requirement)},
                        .listed = ListedVersion{.file = list.path,
                                                .line = package->line,
                                                .package = package->name,
                                                .version = "==" + to_string(version)}});
        }
    }
}

} // namespace

extern constexpr Mend listed_version{.name = "listed_version", .rank = 2, .offer = offer};

} // namespace dockwright::gpu::mends
