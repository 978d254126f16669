#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// The paths of its own layer that differ from the image. Slow where there are many.
boost::asio::awaitable<std::expected<std::vector<Change>, Problem>>
container_changes(std::shared_ptr<Client> client, std::string reference);

} // namespace dockwright::engine
