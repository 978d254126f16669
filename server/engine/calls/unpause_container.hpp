#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Lets its processes go on.
boost::asio::awaitable<std::expected<Changed, Problem>> unpause_container(std::shared_ptr<Client> client,
                                                                          std::string reference);

} // namespace dockwright::engine
