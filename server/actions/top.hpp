#pragma once
#include "actions/ps.hpp"
#include "engine/stats_figures.hpp"
#include <map>

/// What engines and GPUs do, looked at again and again.
namespace dockwright::actions {

struct TopGpu {
    host::GpuLoad load;
    std::string name;
    std::vector<unsigned> history; ///< per cent busy, the newest last
};

struct TopContainer {
    ContainerRow row;
    Owner owner;
    std::optional<double> cpu_percent; ///< 100 is one processor; nothing until it was seen twice
    std::optional<std::uint64_t> memory;
    std::uint64_t memory_limit = 0; ///< the machine's memory where there is no limit
    std::vector<HeldMemory> held;
};

enum class TopState : std::uint8_t { connecting, answered, failed };
std::string_view name(TopState state);

/// One engine as it was last seen. While it fails, what was seen before stays.
struct TopEngine {
    std::string name;
    std::string host;
    TopState state = TopState::connecting;
    std::optional<Problem> problem;
    std::optional<Problem> gpu_problem;
    std::vector<TopGpu> gpus;
    std::vector<TopContainer> containers; ///< running ones, as ps sorts them
    unsigned rounds = 0;                  ///< how often it was looked at, also in vain
};

struct TopSnapshot {
    std::vector<TopEngine> engines;
};

struct TopOptions {
    std::vector<NamedEngine> engines;
    engine::Environment environment;
    std::chrono::milliseconds interval{2000};
    bool gpu_only = false;
};

/// Keeps `snapshot` up to date until cancelled: containers and their figures each interval, GPUs by one
/// nvidia-smi that stays open. An engine that went away is tried again each interval, two seconds at
/// least. Problems are in the snapshot.
boost::asio::awaitable<void> watch(std::shared_ptr<TopSnapshot> snapshot, TopOptions options);

/// The engine's counters as stats_figures takes them.
engine::StatsSample sample_of(const engine::Stats& stats);

/// A new round of loads put in: names and histories of GPUs that were there stay. Pure.
std::vector<TopGpu> with_loads(std::vector<TopGpu> gpus, const std::vector<host::GpuLoad>& loads);

} // namespace dockwright::actions
