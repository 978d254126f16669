#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// `body` is the request's JSON (see ContainerSpec). An image that isn't there is `image-not-there`, a name
/// that is taken `container-name-taken`. Ports, devices and GPUs are checked at the start, not here.
/// `platform` such as "linux/amd64"; empty: the engine's.
boost::asio::awaitable<std::expected<CreatedContainer, Problem>>
create_container(std::shared_ptr<Client> client, std::string name, std::string platform, std::string body);

} // namespace dockwright::engine
