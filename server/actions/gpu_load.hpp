#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "host/facts.hpp"
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::actions {

/// What the GPUs of one engine's machine do now, and which process of which container holds which memory.
struct MachineLoad {
    /// Whether the machine has an nvidia-smi that answered. Without: all is empty.
    bool answered = false;
    std::string driver;
    std::vector<host::Gpu> gpus; ///< identities
    std::vector<host::GpuLoad> loads;
    std::vector<host::GpuProcess> processes;
    /// Processes that may be in a container, of which it could not be read.
    std::vector<std::uint32_t> unplaced;
    /// Why nothing, or not all, is known. A machine without nvidia-smi is none.
    std::optional<Problem> problem;
};

/// Asks the machine itself, here or over SSH; an engine over TCP tells nothing of it. An engine behind a
/// socket must be known to be here (look_where). Never an error: what isn't known must not hide what is.
boost::asio::awaitable<MachineLoad> ask_load(std::shared_ptr<engine::Client> client,
                                             std::chrono::milliseconds limit);

/// Where the machine didn't tell which container a process is in, asks the engine for the processes of
/// each of these containers (ids), a few at once.
boost::asio::awaitable<MachineLoad> place_by_engine(std::shared_ptr<engine::Client> client, MachineLoad load,
                                                    std::vector<std::string> gpu_containers);

/// Both, and first whether the engine is where its socket is: problem `machine-not-reached` if not.
boost::asio::awaitable<MachineLoad> gpu_load(std::shared_ptr<engine::Client> client,
                                             std::vector<std::string> gpu_containers,
                                             std::chrono::milliseconds limit);

/// How many of so many requests an engine gets at once. Over SSH each connection is a process there and
/// here, which takes longer to start than dozens of answers, and a channel of one login, of which servers
/// allow ten (MaxSessions of sshd_config).
std::size_t asked_at_once(const engine::Endpoint& endpoint, std::size_t requests);

} // namespace dockwright::actions
