#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

Request list_containers_request(ApiVersion version);

/// All containers, also those that don't run; without sizes, which are slow.
boost::asio::awaitable<std::expected<std::vector<ContainerSummary>, Problem>>
list_containers(std::shared_ptr<Client> client);

} // namespace dockwright::engine
