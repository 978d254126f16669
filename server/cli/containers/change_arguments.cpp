#include "cli/containers/change_arguments.hpp"
#include "base/message.hpp"
#include "engine/gpu_request.hpp"
#include <charconv>
#include <cstdint>
#include <optional>

namespace dockwright::cli {
namespace {

using engine::recreate::AddedMount;
using engine::recreate::Changes;
using engine::recreate::MountKind;
using engine::recreate::PublishedPort;
using engine::recreate::RestartPolicy;
using Done = std::expected<void, Problem>;

Problem unsayable(std::string_view what, std::string_view given, std::string_view next_step) {
    return {.kind = "change-not-understood",
            .message = message("'{}' is no {}", {printable(given.substr(0, 200)), what}),
            .next_step = std::string(next_step)};
}

/// "8888" is on the machine what it is in the container; "8080:80", "127.0.0.1:8080:80", "[::1]:8080:80/udp",
/// and with nothing before the colon a free one.
PublishedPort port_of(std::string_view text) {
    PublishedPort port;
    const std::size_t slash = text.find('/');
    const std::string protocol(slash == std::string_view::npos ? "tcp" : text.substr(slash + 1));
    text = text.substr(0, slash);
    const std::size_t last = text.rfind(':');
    const std::string_view inside = last == std::string_view::npos ? text : text.substr(last + 1);
    port.container_port = std::string(inside) + "/" + protocol;
    port.host_port = inside;
    if (last != std::string_view::npos) {
        std::string_view machine = text.substr(0, last);
        const std::size_t colon = machine.rfind(':');
        port.host_port = machine.substr(colon == std::string_view::npos ? 0 : colon + 1);
        if (colon != std::string_view::npos) {
            machine = machine.substr(0, colon);
            const bool bracketed = machine.starts_with('[') && machine.ends_with(']');
            port.host_ip = bracketed ? machine.substr(1, machine.size() - 2) : machine;
        }
    }
    return port;
}

std::string with_protocol(const std::string& port) {
    return port.find('/') == std::string::npos ? port + "/tcp" : port;
}

std::expected<AddedMount, Problem> mount_of(std::string_view text) {
    constexpr std::string_view hint =
        "Write SOURCE:TARGET, such as /srv/data:/data or datasets:/data, and :ro behind it for reading only";
    const std::string_view whole = text;
    AddedMount mount;
    if (text.ends_with(":ro") || text.ends_with(":rw")) {
        mount.read_only = text.ends_with(":ro");
        text.remove_suffix(3);
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0) {
        return std::unexpected(unsayable("volume", whole, hint));
    }
    mount.source = text.substr(0, colon);
    mount.target = text.substr(colon + 1);
    mount.kind = mount.source.starts_with('/') ? MountKind::bind : MountKind::volume;
    return mount;
}

/// As docker reads sizes: 8g is 8 * 1024^3.
std::optional<std::int64_t> size_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::string unit;
    for (const char c : text.substr(static_cast<std::size_t>(end - text.data()))) {
        unit += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    const int power = unit.empty() || unit == "b"                    ? 0
                      : unit == "k" || unit == "kb" || unit == "kib" ? 1
                      : unit == "m" || unit == "mb" || unit == "mib" ? 2
                      : unit == "g" || unit == "gb" || unit == "gib" ? 3
                      : unit == "t" || unit == "tb" || unit == "tib" ? 4
                                                                     : -1;
    constexpr std::int64_t most = std::int64_t{1} << 20U;
    if (ec != std::errc() || number < 0 || power < 0 || (power > 0 && number > most)) {
        return std::nullopt;
    }
    return number << static_cast<unsigned>(power * 10);
}

/// Which names there are, the plan knows.
std::optional<RestartPolicy> policy_of(std::string_view text) {
    const std::size_t colon = text.find(':');
    RestartPolicy policy{.name = std::string(text.substr(0, colon))};
    if (colon == std::string_view::npos) {
        return policy;
    }
    const std::string_view tries = text.substr(colon + 1);
    const char* const behind = tries.data() + tries.size();
    const auto [end, ec] = std::from_chars(tries.data(), behind, policy.maximum_retries);
    const bool is_number = ec == std::errc() && end == behind && policy.maximum_retries >= 0;
    return is_number && policy.name == "on-failure" ? std::optional(std::move(policy)) : std::nullopt;
}

Done add_environment(const ChangeWords& words, Changes& changes) {
    for (const std::string& entry : words.environment) {
        const std::size_t equals = entry.find('=');
        if (equals == std::string::npos || equals == 0) {
            return std::unexpected(unsayable("variable with its value", entry, "Write NAME=VALUE"));
        }
        changes.set_environment[entry.substr(0, equals)] = entry.substr(equals + 1);
    }
    changes.unset_environment = words.unset;
    return {};
}

Done add_limits(const ChangeWords& words, Changes& changes) {
    constexpr std::string_view hint = "Write a number and its unit, such as 8g or 512m";
    if (!words.shm_size.empty() && !(changes.shm_size = size_of(words.shm_size))) {
        return std::unexpected(unsayable("size", words.shm_size, hint));
    }
    if (!words.memory.empty() && !(changes.memory = size_of(words.memory))) {
        return std::unexpected(unsayable("size", words.memory, hint));
    }
    if (!words.restart.empty() && !(changes.restart_policy = policy_of(words.restart))) {
        return std::unexpected(unsayable("restart policy", words.restart,
                                         "Write no, always, unless-stopped, on-failure or on-failure:3"));
    }
    return {};
}

Done add_gpus(const ChangeWords& words, Changes& changes) {
    if (words.gpus.empty()) {
        return {};
    }
    changes.gpus.emplace();
    if (words.gpus == "none") {
        return {};
    }
    auto request = engine::parse_gpu_request(words.gpus);
    if (!request) {
        return std::unexpected(std::move(request.error()));
    }
    if (auto trap = engine::gpu_request_trap(*request)) {
        return std::unexpected(std::move(*trap));
    }
    changes.gpus->push_back(std::move(*request));
    return {};
}

} // namespace

std::expected<Changes, Problem> changes_of(const ChangeWords& words) {
    Changes changes;
    for (const std::string& port : words.ports) {
        changes.add_ports.push_back(port_of(port));
    }
    for (const std::string& port : words.remove_ports) {
        changes.remove_ports.push_back(with_protocol(port));
    }
    for (const std::string& volume : words.volumes) {
        auto mount = mount_of(volume);
        if (!mount) {
            return std::unexpected(std::move(mount.error()));
        }
        changes.add_mounts.push_back(std::move(*mount));
    }
    changes.remove_mounts = words.remove_volumes;
    for (const auto part : {add_environment, add_limits, add_gpus}) {
        const Done added = part(words, changes);
        if (!added) {
            return std::unexpected(added.error());
        }
    }
    return changes;
}

} // namespace dockwright::cli
