#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Of a swarm, asked of a manager; with the numbers of their tasks.
boost::asio::awaitable<std::expected<std::vector<Service>, Problem>>
list_services(std::shared_ptr<Client> client);

} // namespace dockwright::engine
