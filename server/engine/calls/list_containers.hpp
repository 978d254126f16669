#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

Request list_containers_request(ApiVersion version);

/// All containers, also those that don't run; without sizes, which are slow.
boost::asio::awaitable<std::expected<std::vector<ContainerSummary>, Problem>>
list_containers(std::shared_ptr<Client> client);

/// Runs, is paused or restarting.
bool is_up(const ContainerSummary& container);

/// Those that are up. Much faster on an engine with many that don't run; podman is
/// asked for all, since its own short list leaves out paused ones.
boost::asio::awaitable<std::expected<std::vector<ContainerSummary>, Problem>>
list_containers_up(std::shared_ptr<Client> client);

} // namespace dockwright::engine
