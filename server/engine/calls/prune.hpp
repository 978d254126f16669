#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Removes what nothing uses of one kind: containers, images, volumes, networks or build. `filters` is
/// JSON, or empty.
boost::asio::awaitable<std::expected<Pruned, Problem>> prune(std::shared_ptr<Client> client, std::string kind,
                                                             std::string filters);

} // namespace dockwright::engine
