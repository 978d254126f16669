#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <chrono>
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace dockwright::actions {

struct HealthLimits {
    std::chrono::milliseconds settle{3000};
    std::chrono::milliseconds health{120000};
};

/// Waits until a container that was just started is found well: by its own health check, or because it runs
/// on for a while without a restart. The problem is `container-not-well`, with what it said last.
boost::asio::awaitable<std::expected<void, Problem>> until_well(std::shared_ptr<engine::Client> client,
                                                                std::string id, HealthLimits limits);

/// Whether nvidia-smi in it sees GPUs: nothing where it does, a warning where it isn't there, and the problem
/// `gpus-not-there` where it fails.
boost::asio::awaitable<std::expected<std::vector<std::string>, Problem>>
sees_gpus(std::shared_ptr<engine::Client> client, std::string id);

} // namespace dockwright::actions
