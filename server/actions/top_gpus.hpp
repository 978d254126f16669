#pragma once
#include "actions/top.hpp"

/// Private to top: one engine that is watched, and the half that watches its GPUs.
namespace dockwright::actions {

struct Watching {
    std::shared_ptr<TopSnapshot> snapshot;
    std::size_t index = 0;
    TopOptions options;
    /// Null until the engine was found; GPUs are asked where it is.
    std::shared_ptr<engine::Client> client;
    /// Identities and processes; newer loads are in the snapshot.
    MachineLoad load;

    TopEngine& into() const { return snapshot->engines[index]; }
    const NamedEngine& engine() const { return options.engines[index]; }
    void found(std::shared_ptr<engine::Client> newer) { client = std::move(newer); }
};

/// Until cancelled.
boost::asio::awaitable<void> watch_gpus(std::shared_ptr<Watching> watching);

} // namespace dockwright::actions
