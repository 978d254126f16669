#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// All volumes.
boost::asio::awaitable<std::expected<VolumeList, Problem>> list_volumes(std::shared_ptr<Client> client);

} // namespace dockwright::engine
