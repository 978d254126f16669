#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// All networks.
boost::asio::awaitable<std::expected<std::vector<Network>, Problem>>
list_networks(std::shared_ptr<Client> client);

} // namespace dockwright::engine
