#pragma once
#include "actions/engines.hpp"
#include "actions/run/gpu_choice.hpp"
#include <chrono>
#include <optional>
#include <vector>

/// The machine that has a free GPU, of all that a person knows.
namespace dockwright::actions {

/// What was seen of one machine.
struct HostLook {
    NamedEngine engine;
    std::optional<Problem> problem; ///< why nothing is known
    std::vector<host::GpuLoad> gpus;
    std::vector<GpuClaim> claims;
};

struct HostChoice {
    NamedEngine engine;
    /// Which machine and why, and why not each of the others; sentences without a full stop.
    std::vector<std::string> notes;
};

/// The machine whose GPUs that nobody asked for have the most free memory: of the best GPU, or where several
/// are wanted of the last of so many best. Pure. Problem: `no-free-gpu`, with what is wrong on each.
std::expected<HostChoice, Problem> choose_host(std::vector<HostLook> looks, std::size_t wanted);

/// How many GPUs a request needs on one machine at least: "free:2" and "2" are 2, all else 1.
std::size_t gpus_wanted(std::string_view request);

/// Asks all machines at once, each within the limit, and chooses.
boost::asio::awaitable<std::expected<HostChoice, Problem>> any_host(std::vector<NamedEngine> engines,
                                                                    engine::Environment environment,
                                                                    std::size_t wanted,
                                                                    std::chrono::milliseconds limit);

} // namespace dockwright::actions
