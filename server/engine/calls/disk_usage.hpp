#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// What everything takes. Seconds, and minutes on busy machines.
boost::asio::awaitable<std::expected<DiskUsage, Problem>> disk_usage(std::shared_ptr<Client> client);

} // namespace dockwright::engine
