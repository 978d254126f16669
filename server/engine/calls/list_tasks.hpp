#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Of one service of a swarm.
boost::asio::awaitable<std::expected<std::vector<Task>, Problem>> list_tasks(std::shared_ptr<Client> client,
                                                                             std::string service);

} // namespace dockwright::engine
