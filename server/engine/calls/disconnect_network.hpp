#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Also of a container that doesn't run.
boost::asio::awaitable<std::expected<Changed, Problem>>
disconnect_network(std::shared_ptr<Client> client, std::string network, std::string container);

} // namespace dockwright::engine
