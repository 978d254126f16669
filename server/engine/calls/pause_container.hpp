#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Freezes its processes.
boost::asio::awaitable<std::expected<Changed, Problem>> pause_container(std::shared_ptr<Client> client,
                                                                        std::string reference);

} // namespace dockwright::engine
