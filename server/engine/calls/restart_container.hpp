#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include <optional>

namespace dockwright::engine {

/// As stop and start; of one that doesn't run, the start alone.
boost::asio::awaitable<std::expected<Changed, Problem>>
restart_container(std::shared_ptr<Client> client, std::string reference, std::optional<int> seconds);

} // namespace dockwright::engine
