#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// The engine's version, and those of what it is made of.
boost::asio::awaitable<std::expected<Version, Problem>> version(std::shared_ptr<Client> client);

} // namespace dockwright::engine
