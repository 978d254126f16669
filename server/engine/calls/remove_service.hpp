#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Of a swarm: its tasks end with it.
boost::asio::awaitable<std::expected<Changed, Problem>> remove_service(std::shared_ptr<Client> client,
                                                                       std::string id);

} // namespace dockwright::engine
