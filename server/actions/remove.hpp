#pragma once
#include "actions/own_files.hpp"
#include "actions/stop.hpp"

namespace dockwright::actions {

struct Removed {
    std::string id{};
    std::string name{};
    /// What went with it.
    OwnFiles files{};
    bool was_running = false;
};

/// Deletes a container; its volumes are kept, also those without a name. Consent is needed for one that runs
/// (it is stopped first), for somebody else's, and where files would go that are nowhere else.
boost::asio::awaitable<std::expected<Removed, Problem>> remove(std::shared_ptr<engine::Client> client,
                                                               StopOptions options, OnProgress progress);

} // namespace dockwright::actions
