#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// All that have a name or are used; sizes of shared layers are not asked for, which is slow.
boost::asio::awaitable<std::expected<std::vector<ImageSummary>, Problem>>
list_images(std::shared_ptr<Client> client);

} // namespace dockwright::engine
