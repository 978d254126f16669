#include "model/packages.hpp"
#include "model/document.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

struct Program {
    std::string_view name;
    PackageManager manager;
    ReadPackages read;
};

constexpr Program programs[] = {
    {"apk", PackageManager::apk, packages::apk},
    {"apt", PackageManager::apt, packages::apt},
    {"apt-get", PackageManager::apt, packages::apt},
    {"aptitude", PackageManager::apt, packages::apt},
    {"dnf", PackageManager::dnf, packages::dnf},
    {"dnf5", PackageManager::dnf, packages::dnf},
    {"microdnf", PackageManager::dnf, packages::dnf},
    {"pacman", PackageManager::pacman, packages::pacman},
    {"tdnf", PackageManager::dnf, packages::dnf},
    {"yum", PackageManager::dnf, packages::dnf},
    {"zypper", PackageManager::zypper, packages::zypper},
};
static_assert(std::ranges::is_sorted(programs, {}, &Program::name));

std::uint32_t count(const auto& all) {
    return static_cast<std::uint32_t>(all.size());
}

} // namespace

void read_packages(const Document& document, Packages& packages) {
    const Commands& commands = document.commands();
    for (std::uint32_t i = 0; i < commands.all.size(); ++i) {
        const Command& command = commands.all[i];
        const auto* found = std::ranges::lower_bound(programs, command.name, {}, &Program::name);
        if (found == std::end(programs) || found->name != command.name) {
            continue;
        }
        PackageCommand out{.command = i, .manager = found->manager};
        out.packages.begin = count(packages.packages);
        out.files.begin = count(packages.files);
        out.indexes.begin = count(packages.indexes);
        PackageReader reader(packages, commands, command);
        const bool reads = found->read(reader, out);
        out.packages.end = count(packages.packages);
        out.files.end = count(packages.files);
        out.indexes.end = count(packages.indexes);
        if (reads) {
            packages.commands.push_back(out);
        }
    }
}

} // namespace dockwright::model
