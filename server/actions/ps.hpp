#pragma once
#include "actions/container_row.hpp"
#include "actions/engines.hpp"
#include "actions/gpu_load.hpp"
#include "actions/owner.hpp"
#include <chrono>
#include <functional>

/// What runs, with which GPUs, holding what, and whose it is.
namespace dockwright::actions {

/// GPU memory that a process of a container holds.
struct HeldMemory {
    std::optional<unsigned> gpu; ///< nvidia-smi's index on that machine
    std::string uuid;
    std::uint32_t pid = 0; ///< as the machine counts
    std::string process;
    std::string user;
    std::optional<std::uint64_t> bytes;
    std::optional<unsigned> utilization; ///< of the whole GPU, per cent

    bool operator==(const HeldMemory&) const = default;
};

struct PsRow {
    ContainerRow row;
    std::int64_t created = 0; ///< seconds since 1970
    std::vector<engine::Port> ports;
    Owner owner;
    Mine mine = Mine::unknown;
    std::vector<HeldMemory> held;
};

struct PsOptions {
    bool all = false; ///< also those that don't run
    bool gpu_only = false;
    /// The machine's GPUs are asked even where no container that runs was given one.
    bool gpus_anyway = false;
    /// The person's home on this machine.
    std::string home;
    /// For the machine's GPUs; the list doesn't wait longer for them.
    std::chrono::milliseconds gpu_limit{5000};
};

struct PsList {
    std::string engine; ///< for a person
    MachineLoad load;
    std::vector<PsRow> rows; ///< in the order of sort_rows
};

/// Running ones (paused and restarting too), as `docker ps`, or all.
boost::asio::awaitable<std::expected<PsList, Problem>> ps(std::shared_ptr<engine::Client> client,
                                                          PsOptions options);

/// What a container's processes hold, by the machine's figures.
std::vector<HeldMemory> held_by(std::string_view container, const MachineLoad& load);

/// One of several engines that were asked at once.
struct PsOfEngine {
    NamedEngine engine;
    std::expected<PsList, Problem> list;
    std::chrono::milliseconds took{0};
};

/// Asks all at once, each within the limit; in their order, whichever answers first. `on_answer` hears of
/// each as soon as it is there.
boost::asio::awaitable<std::vector<PsOfEngine>> ps_of_all(std::vector<NamedEngine> engines,
                                                          engine::Environment environment, PsOptions options,
                                                          std::chrono::milliseconds limit,
                                                          std::function<void(const PsOfEngine&)> on_answer);

} // namespace dockwright::actions
