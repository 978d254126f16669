#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// What the registry has under the name, without a pull. `auth` as for pull_image.
boost::asio::awaitable<std::expected<Distribution, Problem>>
inspect_distribution(std::shared_ptr<Client> client, std::string image, std::string auth);

} // namespace dockwright::engine
