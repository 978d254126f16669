#pragma once
#include "actions/forward/way.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <expected>
#include <functional>
#include <memory>
#include <string>

namespace dockwright::actions {

struct ForwardOptions {
    /// A name, an id or its beginning.
    std::string container;
    /// On 127.0.0.1; 0: the container's number if it is free here, else any.
    std::uint16_t local = 0;
    std::uint16_t remote = 0;
};

struct Forwarded {
    std::uint16_t local = 0;
    Way way;
};

/// `[LOCAL:]REMOTE`. Problem: `port-not-understood`.
std::expected<ForwardOptions, Problem> read_forward(std::string_view text);

/// Listens on 127.0.0.1 and passes each connection on to the container's port, until it is cancelled: that
/// is its ordinary end. `listening` is called when it does. Nothing is left when it ends. Problems:
/// `no-such-container`, `container-not-running`, `port-taken`, `port-not-reached`.
boost::asio::awaitable<std::expected<void, Problem>>
forward_port(std::shared_ptr<engine::Client> client, ForwardOptions options,
             std::function<void(const Forwarded&)> listening);

} // namespace dockwright::actions
