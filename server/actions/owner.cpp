#include "actions/owner.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <array>
#include <pwd.h>
#include <unistd.h>

namespace dockwright::actions {
namespace {

/// Of one name, so that a line of a table stays one.
constexpr std::size_t longest_name = 128;
constexpr std::string_view compose_folder = "com.docker.compose.project.working_dir";
constexpr std::string_view compose_project = "com.docker.compose.project";

/// `/home/ada/x` is ada's; Macs have `/Users`. Shared folders beside the homes are nobody's.
std::string user_of_path(std::string_view path) {
    for (const std::string_view above : {"/home/", "/Users/"}) {
        if (!path.starts_with(above)) {
            continue;
        }
        const std::string_view rest = path.substr(above.size());
        const std::string_view user = rest.substr(0, rest.find('/'));
        constexpr std::array<std::string_view, 4> nobodys = {"Shared", "shared", "lost+found", "linuxbrew"};
        if (!user.empty() && user.size() <= longest_name &&
            std::ranges::find(nobodys, user) == nobodys.end()) {
            return std::string(user);
        }
    }
    return {};
}

std::string_view value_of(const std::map<std::string, std::string>& labels, std::string_view name) {
    const auto found = labels.find(std::string(name));
    return found == labels.end() ? std::string_view() : std::string_view(found->second).substr(0, 1024);
}

bool is_system_user(std::string_view user) {
    const bool number = std::ranges::all_of(user, ascii::is_digit);
    return user.empty() || user == "root" || user == "nobody" || user == "?" ||
           (number && user.size() < 4); // distributions count people from 1000
}

/// Names that many machines have, each for another person.
bool is_common(std::string_view user) {
    constexpr std::array<std::string_view, 12> common = {"root",   "ubuntu",   "debian",    "admin",
                                                         "user",   "ec2-user", "azureuser", "centos",
                                                         "fedora", "opc",      "jovyan",    "vagrant"};
    return user.empty() || std::ranges::find(common, user) != common.end();
}

bool is_below(std::string_view path, std::string_view folder) {
    return !folder.empty() && folder != "/" && path.starts_with(folder) &&
           (path.size() == folder.size() || path[folder.size()] == '/');
}

} // namespace

std::string_view name(OwnerBy by) {
    switch (by) {
    case OwnerBy::label: return "label";
    case OwnerBy::compose: return "compose";
    case OwnerBy::folder: return "folder";
    case OwnerBy::process: return "process";
    case OwnerBy::unknown: break;
    }
    return "unknown";
}

std::string_view name(Mine mine) {
    switch (mine) {
    case Mine::no: return "no";
    case Mine::yes: return "yes";
    case Mine::unknown: break;
    }
    return "unknown";
}

Owner owner_of(const std::map<std::string, std::string>& labels, std::span<const engine::MountPoint> mounts,
               std::string_view process_user) {
    if (const std::string_view label = value_of(labels, owner_label); !label.empty()) {
        const std::size_t at = label.rfind('@');
        return {.by = OwnerBy::label,
                .user = std::string(label.substr(0, at).substr(0, longest_name)),
                .host = at == std::string_view::npos ? std::string()
                                                     : std::string(label.substr(at + 1, longest_name)),
                .path = {}};
    }
    const std::string_view folder = value_of(labels, compose_folder);
    if (const std::string user = user_of_path(folder); !user.empty()) {
        return {.by = OwnerBy::compose, .user = user, .host = {}, .path = std::string(folder)};
    }
    for (const engine::MountPoint& mount : mounts) {
        const std::string user = mount.type == "bind" ? user_of_path(mount.source) : std::string();
        if (!user.empty()) {
            return {.by = OwnerBy::folder, .user = user, .host = {}, .path = mount.source};
        }
    }
    if (!is_system_user(process_user)) {
        return {.by = OwnerBy::process,
                .user = std::string(process_user.substr(0, longest_name)),
                .host = {},
                .path = {}};
    }
    const std::string_view project = value_of(labels, compose_project);
    if (!folder.empty() || !project.empty()) { // a project in /srv: more than nothing to ask about
        return {.by = OwnerBy::compose,
                .user = {},
                .host = {},
                .path = std::string(folder.empty() ? project : folder)};
    }
    return {};
}

Owner owner_of(const engine::Container& container, std::string_view process_user) {
    return owner_of(container.config.labels, container.mounts, process_user);
}

std::string owner_words(const Owner& owner) {
    if (!owner.user.empty()) {
        return printable(owner.host.empty() ? owner.user : owner.user + "@" + owner.host);
    }
    return owner.path.empty() ? "unknown" : printable(owner.path);
}

Person person_at(const engine::Endpoint& endpoint, const std::string& home) {
    Person person;
    std::array<char, 16384> room{};
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::getuid(), &entry, room.data(), room.size(), &found) == 0 && found != nullptr) {
        person.user = found->pw_name;
    } else {
        person.user = std::to_string(::getuid());
    }
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) == 0) {
        person.host = host.data();
    }
    person.also.push_back(std::to_string(::getuid()));
    if (const auto* const ssh = std::get_if<engine::SshAddress>(&endpoint.address)) {
        person.also.clear(); // numbers over there are others' numbers
        if (!ssh->target.user.empty()) {
            person.also.push_back(ssh->target.user);
        }
    } else if (!home.empty()) {
        person.homes.push_back(home);
    }
    return person;
}

std::string owner_value(const Person& person) {
    return person.host.empty() ? person.user : person.user + "@" + person.host;
}

Mine is_mine(const Owner& owner, const Person& person) {
    if (std::ranges::any_of(person.homes,
                            [&](const std::string& home) { return is_below(owner.path, home); })) {
        return Mine::yes;
    }
    if (owner.user.empty()) {
        return Mine::unknown;
    }
    if (owner.by == OwnerBy::label) {
        if (owner.user != person.user) {
            return Mine::no;
        }
        const bool same = owner.host == person.host;
        return same || !is_common(owner.user) ? Mine::yes : Mine::unknown;
    }
    const bool named =
        owner.user == person.user || std::ranges::find(person.also, owner.user) != person.also.end();
    return named ? Mine::yes : Mine::no;
}

} // namespace dockwright::actions
