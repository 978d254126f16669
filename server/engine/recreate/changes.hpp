#pragma once
#include "engine/objects.gen.hpp"
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::engine::recreate {

/// One port of the container on the engine's machine.
struct PublishedPort {
    /// "8888/tcp": number and protocol (tcp, udp or sctp).
    std::string container_port{};
    /// The machine's address that listens; our own default keeps the port off the network.
    std::string host_ip = "127.0.0.1";
    /// Empty: the engine picks a free one at each start.
    std::string host_port{};

    bool operator==(const PublishedPort&) const = default;
};

enum class MountKind : std::uint8_t { bind, volume, tmpfs };

/// Takes the place of whatever is mounted at its target.
struct AddedMount {
    MountKind kind = MountKind::bind;
    /// A path of the engine's machine, a volume's name, or empty for tmpfs. A path that isn't there
    /// is refused by the engine at create; it makes no folder of root's.
    std::string source{};
    /// An absolute path in the container.
    std::string target{};
    bool read_only = false;
    /// tmpfs only, in bytes; 0 is the engine's default, half of the machine's memory.
    std::int64_t size = 0;

    bool operator==(const AddedMount&) const = default;
};

/// no, always, unless-stopped or on-failure.
struct RestartPolicy {
    std::string name{};
    /// on-failure only; 0 is without end.
    std::int64_t maximum_retries = 0;

    bool operator==(const RestartPolicy&) const = default;
};

struct Ulimit {
    std::int64_t soft = 0;
    std::int64_t hard = 0;

    bool operator==(const Ulimit&) const = default;
};

/// What shall differ in the new container; whatever isn't named here stays as it is. Removals are
/// made before additions, so a change is a removal and an addition.
struct Changes {
    /// "8888/tcp", with all its host ports.
    std::vector<std::string> remove_ports{};
    std::vector<PublishedPort> add_ports{};
    /// Targets.
    std::vector<std::string> remove_mounts{};
    std::vector<AddedMount> add_mounts{};
    std::vector<std::string> unset_environment{};
    std::map<std::string, std::string> set_environment{};
    /// Absent: as before. Empty: none. Else these instead of every older request for GPUs.
    std::optional<std::vector<DeviceRequest>> gpus{};
    /// Of /dev/shm, in bytes.
    std::optional<std::int64_t> shm_size{};
    /// In bytes; 0 is no limit.
    std::optional<std::int64_t> memory{};
    /// Billionths of a CPU; 0 is no limit.
    std::optional<std::int64_t> nano_cpus{};
    std::optional<RestartPolicy> restart_policy{};
    /// By name without RLIMIT: memlock, nofile …; -1 is no limit.
    std::map<std::string, Ulimit> ulimits{};
    /// The image to make it from, such as a commit of the old container; empty: its own.
    std::string image{};

    bool operator==(const Changes&) const = default;
};

} // namespace dockwright::engine::recreate
