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
    {"apk", PackageManager::apk, packages::apk},       {"apt", PackageManager::apt, packages::apt},
    {"apt-get", PackageManager::apt, packages::apt},   {"aptitude", PackageManager::apt, packages::apt},
    {"bundle", PackageManager::gem, packages::bundle}, {"cargo", PackageManager::cargo, packages::cargo},
    {"conda", PackageManager::conda, packages::conda}, {"dnf", PackageManager::dnf, packages::dnf},
    {"dnf5", PackageManager::dnf, packages::dnf},      {"gem", PackageManager::gem, packages::gem},
    {"go", PackageManager::go, packages::go},          {"mamba", PackageManager::conda, packages::conda},
    {"microdnf", PackageManager::dnf, packages::dnf},  {"micromamba", PackageManager::conda, packages::conda},
    {"npm", PackageManager::npm, packages::npm},       {"pacman", PackageManager::pacman, packages::pacman},
    {"pip", PackageManager::pip, packages::pip},       {"pipenv", PackageManager::pip, packages::pipenv},
    {"pipx", PackageManager::pip, packages::pipx},     {"pnpm", PackageManager::npm, packages::npm},
    {"poetry", PackageManager::pip, packages::poetry}, {"pypy", PackageManager::pip, packages::python},
    {"python", PackageManager::pip, packages::python}, {"tdnf", PackageManager::dnf, packages::dnf},
    {"uv", PackageManager::pip, packages::uv},         {"yarn", PackageManager::npm, packages::npm},
    {"yum", PackageManager::dnf, packages::dnf},       {"zypper", PackageManager::zypper, packages::zypper},
};
static_assert(std::ranges::is_sorted(programs, {}, &Program::name));

/// `python` for python3.11, `pip` for pip3 and pip${VERSION}: the name without the version that
/// stands behind it.
std::string_view without_version(std::string_view name) {
    name = name.substr(0, name.find('$'));
    return name.substr(0, name.find_last_not_of("0123456789.") + 1);
}

/// The environment that `conda run -n NAME` gives to what it runs, or "".
std::string_view environment_of(const Commands& commands, const Command& command) {
    for (const Command* at = &command; at->through_wrapper;) {
        at = &commands.all[at->outer];
        if (at->name != "conda" && at->name != "mamba" && at->name != "micromamba") {
            continue;
        }
        const std::span<const Argument> words = commands.arguments_of(*at);
        for (std::size_t i = 1; i < words.size() && words[i].text.starts_with('-'); ++i) { // behind `run`
            const std::string_view word = words[i].text;
            const std::string_view option = word.substr(0, word.find('='));
            if (option == "-n" || option == "--name" || option == "-p" || option == "--prefix") {
                return option.size() < word.size() ? word.substr(option.size() + 1)
                       : i + 1 < words.size()      ? words[i + 1].text
                                                   : std::string_view{};
            }
        }
    }
    return {};
}

std::uint32_t count(const auto& all) {
    return static_cast<std::uint32_t>(all.size());
}

} // namespace

void read_packages(const Document& document, Packages& packages) {
    const Commands& commands = document.commands();
    for (std::uint32_t i = 0; i < commands.all.size(); ++i) {
        const Command& command = commands.all[i];
        const auto find = [](std::string_view name) {
            const auto* found = std::ranges::lower_bound(programs, name, {}, &Program::name);
            return found != std::end(programs) && found->name == name ? found : nullptr;
        };
        const Program* found = find(command.name);
        if (const std::string_view plain = without_version(command.name);
            found == nullptr && plain.size() < command.name.size()) {
            found = find(plain);
        }
        if (found == nullptr) {
            continue;
        }
        PackageCommand out{.command = i, .manager = found->manager};
        out.packages.begin = count(packages.packages);
        out.files.begin = count(packages.files);
        out.indexes.begin = count(packages.indexes);
        PackageReader reader(packages, commands, command, command.name_span.of(document.text()));
        const bool reads = found->read(reader, out);
        out.packages.end = count(packages.packages);
        out.files.end = count(packages.files);
        out.indexes.end = count(packages.indexes);
        if (reads && out.target_kind == PackageCommand::Target::system && command.through_wrapper) {
            out.target = environment_of(commands, command);
            out.target_kind = out.target.empty() ? out.target_kind : PackageCommand::Target::environment;
        }
        if (reads) {
            packages.commands.push_back(out);
        }
    }
}

} // namespace dockwright::model
