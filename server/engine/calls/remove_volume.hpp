#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Refused while a container has it.
boost::asio::awaitable<std::expected<Changed, Problem>> remove_volume(std::shared_ptr<Client> client,
                                                                      std::string name);

} // namespace dockwright::engine
