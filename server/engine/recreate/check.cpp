#include "base/message.hpp"
#include "engine/recreate/draft.hpp"
#include <algorithm>
#include <array>
#include <charconv>

namespace dockwright::engine::recreate {
namespace {

Problem unsayable(std::string_view what, std::string_view given, std::string_view next_step) {
    return {.kind = "change-not-understood",
            .message = "'" + printable(given.substr(0, 200)) + "' is no " + std::string(what),
            .next_step = std::string(next_step)};
}

bool is_port(std::string_view text) {
    unsigned number = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
    return ec == std::errc() && end == text.data() + text.size() && number >= 1 && number <= 65535;
}

bool is_container_port(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::string_view protocol = slash == std::string_view::npos ? "" : text.substr(slash + 1);
    return is_port(text.substr(0, slash)) && (protocol == "tcp" || protocol == "udp" || protocol == "sctp");
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(text, [](char one) { return static_cast<unsigned char>(one) < 0x20; });
}

bool is_target(std::string_view path) {
    return path.starts_with('/') && clean_path(path) != "/" && !has_control(path);
}

std::expected<void, Problem> check_ports(const Changes& changes) {
    constexpr std::string_view hint = "Write a number from 1 to 65535 and its protocol, such as 8888/tcp";
    for (const std::string& port : changes.remove_ports) {
        if (!is_container_port(port)) {
            return std::unexpected(unsayable("port of a container", port, hint));
        }
    }
    for (const PublishedPort& port : changes.add_ports) {
        if (!is_container_port(port.container_port)) {
            return std::unexpected(unsayable("port of a container", port.container_port, hint));
        }
        if (!port.host_port.empty() && !is_port(port.host_port)) {
            return std::unexpected(unsayable("port of the machine", port.host_port,
                                             "Write a number from 1 to 65535, or none for a free one"));
        }
    }
    return {};
}

std::expected<void, Problem> check_mounts(const Changes& changes) {
    constexpr std::string_view hint = "Write the whole path in the container, such as /data";
    for (const std::string& target : changes.remove_mounts) {
        if (!is_target(target)) {
            return std::unexpected(unsayable("path to mount at", target, hint));
        }
    }
    for (const AddedMount& mount : changes.add_mounts) {
        if (!is_target(mount.target)) {
            return std::unexpected(unsayable("path to mount at", mount.target, hint));
        }
        const bool is_path = mount.source.starts_with('/') && !has_control(mount.source);
        if (mount.kind == MountKind::bind && !is_path) {
            return std::unexpected(
                unsayable("folder of the engine's machine", mount.source, "Write its whole path"));
        }
        if (mount.kind == MountKind::volume &&
            (mount.source.empty() || mount.source.find('/') != std::string::npos)) {
            return std::unexpected(unsayable("name of a volume", mount.source,
                                             "Write a name such as datasets, or a whole path for a folder"));
        }
    }
    return {};
}

std::expected<void, Problem> check_environment(const Changes& changes) {
    const auto is_name = [](std::string_view name) {
        return !name.empty() && name.find('=') == std::string_view::npos && !has_control(name);
    };
    constexpr std::string_view hint = "Write a name without '='";
    for (const auto& [name, text] : changes.set_environment) {
        if (!is_name(name) || text.find('\0') != std::string::npos) {
            return std::unexpected(unsayable("name of a variable", name, hint));
        }
    }
    for (const std::string& name : changes.unset_environment) {
        if (!is_name(name)) {
            return std::unexpected(unsayable("name of a variable", name, hint));
        }
    }
    return {};
}

std::expected<void, Problem> check_limits(const Changes& changes) {
    for (const auto& [amount, what] :
         {std::pair(changes.shm_size, "size of shared memory"), std::pair(changes.memory, "memory limit"),
          std::pair(changes.nano_cpus, "number of CPUs")}) {
        if (amount && *amount < 0) {
            return std::unexpected(unsayable(what, std::to_string(*amount), "Write a number above 0"));
        }
    }
    constexpr std::array<std::string_view, 4> policies = {"no", "always", "unless-stopped", "on-failure"};
    if (changes.restart_policy &&
        std::ranges::find(policies, changes.restart_policy->name) == policies.end()) {
        return std::unexpected(unsayable("restart policy", changes.restart_policy->name,
                                         "Write no, always, unless-stopped or on-failure"));
    }
    return {};
}

} // namespace

std::expected<void, Problem> check(const Changes& changes) {
    for (const auto part : {check_ports, check_mounts, check_environment, check_limits}) {
        const std::expected<void, Problem> checked = part(changes);
        if (!checked) {
            return checked;
        }
    }
    return {};
}

} // namespace dockwright::engine::recreate
