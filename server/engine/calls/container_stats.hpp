#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// One sample at once; its `precpu_stats` is empty from API 1.41 on. Zeros if it doesn't run.
boost::asio::awaitable<std::expected<Stats, Problem>> container_stats(std::shared_ptr<Client> client,
                                                                      std::string reference);

} // namespace dockwright::engine
