#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// `body` is the request's JSON: {"Container": ID, "EndpointConfig": {…}}.
boost::asio::awaitable<std::expected<Changed, Problem>>
connect_network(std::shared_ptr<Client> client, std::string network, std::string body);

} // namespace dockwright::engine
