#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::engine {

/// Counters of a container at one moment, as engines answer them. A stopped container's are zeros.
struct StatsSample {
    /// Nanoseconds that the container, and that the whole machine, has computed.
    std::uint64_t cpu_total = 0;
    std::uint64_t cpu_system = 0;
    /// 0 from engines before API 1.27 and on some of podman's.
    std::uint64_t online_cpus = 0;
    /// Length of the list of figures per CPU, which cgroup v2 does not have.
    std::uint64_t percpu_count = 0;

    /// Bytes.
    std::uint64_t memory_usage = 0;
    /// The machine's memory where the container has no limit.
    std::uint64_t memory_limit = 0;
    /// Pages of files that can be given up at once: `total_inactive_file` of cgroup v1,
    /// `inactive_file` of v2.
    std::optional<std::uint64_t> total_inactive_file;
    std::optional<std::uint64_t> inactive_file;

    struct Network {
        std::uint64_t received = 0;
        std::uint64_t sent = 0;
        bool operator==(const Network&) const = default;
    };
    /// Empty where the container uses the machine's network.
    std::vector<Network> networks;

    struct BlockIo {
        /// `Read`, `write`, `Sync` … in any case.
        std::string op;
        std::uint64_t bytes = 0;
        bool operator==(const BlockIo&) const = default;
    };
    std::vector<BlockIo> block_io;

    bool operator==(const StatsSample&) const = default;
};

/// What `docker stats` shows, by its rules. GPUs are not in it: no engine knows their load.
struct StatsFigures {
    /// 100 is one CPU busy.
    double cpu_percent = 0;
    /// Bytes, without what the kernel would give up at once.
    std::uint64_t memory_used = 0;
    std::uint64_t memory_limit = 0;
    double memory_percent = 0;
    /// Bytes since the container started.
    std::uint64_t network_received = 0;
    std::uint64_t network_sent = 0;
    std::uint64_t block_read = 0;
    std::uint64_t block_written = 0;

    bool operator==(const StatsFigures&) const = default;
};

/// CPU is the share between the samples; without an earlier one (all zeros) it is the average since
/// the machine started, which says little. The rest is of `later` alone.
StatsFigures stats_figures(const StatsSample& earlier, const StatsSample& later);

} // namespace dockwright::engine
