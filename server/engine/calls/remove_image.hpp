#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// The name, and the layers that nothing else uses. Refused while a container uses it.
boost::asio::awaitable<std::expected<std::vector<RemovedImage>, Problem>>
remove_image(std::shared_ptr<Client> client, std::string image);

} // namespace dockwright::engine
