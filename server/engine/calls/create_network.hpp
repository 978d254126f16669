#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// A name that is taken is refused on every engine.
boost::asio::awaitable<std::expected<CreatedNetwork, Problem>> create_network(std::shared_ptr<Client> client,
                                                                              NetworkSpec spec);

} // namespace dockwright::engine
