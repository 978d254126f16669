#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Refused while a container is in it.
boost::asio::awaitable<std::expected<Changed, Problem>> remove_network(std::shared_ptr<Client> client,
                                                                       std::string id);

} // namespace dockwright::engine
