#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Limits and the restart policy alone: nothing else of a container can be changed.
boost::asio::awaitable<std::expected<UpdateAnswer, Problem>>
update_container(std::shared_ptr<Client> client, std::string reference, ContainerUpdate update);

} // namespace dockwright::engine
