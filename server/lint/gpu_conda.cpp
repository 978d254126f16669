#include "lint/gpu_conda.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

using model::PackageCommand;
using model::PackageFile;
using model::PackageIndex;
using model::PackageList;

std::string_view last_part(std::string_view path) {
    return path.substr(path.rfind('/') + 1); // 0 if there is none
}

/// `=1.13`, `==1.13.1`, `1.13.*=*cuda*`, `>=2,<3`.
CondaPackage package(std::string_view name, std::string_view version, gpu::Place place) {
    CondaPackage out{.name = std::string(name), .exact = true, .place = place};
    while (!version.empty() && std::string_view("=<>!~ ").contains(version.front())) {
        out.exact = out.exact && version.front() == '=';
        version.remove_prefix(1);
    }
    out.version = version.substr(0, version.find_first_of("=*, <>"));
    while (out.version.ends_with('.')) {
        out.version.pop_back();
    }
    return out;
}

/// The list of that name, if there is one only: a path in the container says no more.
const PackageList* list_of(const Facts& facts, const PackageFile& file) {
    const PackageList* found = nullptr;
    for (const PackageList& list : facts.surroundings.lists) {
        if (list.kind == PackageFile::Kind::environment && last_part(list.path) == last_part(file.path)) {
            if (found != nullptr) {
                return nullptr;
            }
            found = &list;
        }
    }
    return found;
}

void add_list(CondaInstall& install, const PackageList& list, Span place) {
    for (const model::ListedPackage& listed : list.packages) {
        if (listed.channel != "pypi") { // its `pip:` part
            install.packages.push_back(package(listed.name, listed.version,
                                               {.span = place, .file = list.path, .line = listed.line}));
        }
    }
    for (const model::ListedIndex& index : list.indexes) {
        if (index.kind == PackageIndex::Kind::channel) {
            install.channels.push_back(index.url);
        }
    }
}

} // namespace

const CondaPackage* CondaInstall::find(std::string_view name) const {
    const auto found = std::ranges::find(packages, name, &CondaPackage::name);
    return found == packages.end() ? nullptr : &*found;
}

bool CondaInstall::has_channel(std::string_view name) const {
    return std::ranges::find(channels, name) != channels.end();
}

std::vector<CondaInstall> conda_installs(const Facts& facts) {
    std::vector<CondaInstall> out;
    const model::Packages& all = facts.document.packages();
    for (const PackageCommand& command : all.commands) {
        if (command.manager != model::PackageManager::conda ||
            command.action != model::PackageAction::install) {
            continue;
        }
        CondaInstall& install = out.emplace_back();
        install.command = &command;
        for (const model::Package& one : all.of(command)) {
            install.packages.push_back(package(one.name, one.version, {.span = one.span}));
            if (!one.channel.empty()) {
                install.channels.emplace_back(one.channel);
            }
        }
        for (const PackageIndex& index : all.indexes_of(command)) {
            install.channels.emplace_back(index.url);
        }
        for (const PackageFile& file : all.files_of(command)) {
            if (const PackageList* list = list_of(facts, file)) {
                add_list(install, *list, file.span);
            }
        }
    }
    return out;
}

std::string where(const gpu::Place& place) {
    return place.file.empty() ? "" : std::string(place.file) + ":" + std::to_string(place.line) + ": ";
}

} // namespace dockwright::lint
