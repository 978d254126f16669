#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// One of that name is given back as it is.
boost::asio::awaitable<std::expected<Volume, Problem>> create_volume(std::shared_ptr<Client> client,
                                                                     VolumeSpec spec);

} // namespace dockwright::engine
