#pragma once
#include "engine/client.hpp"
#include <optional>
#include <string>

namespace dockwright::engine {

/// The exit code with which a container ended that may be gone by now, as engines remember it in the last
/// events of this container; `id` is the whole one. Nothing where they don't within a few seconds.
boost::asio::awaitable<std::optional<int>> exit_event(std::shared_ptr<Client> client, std::string id);

} // namespace dockwright::engine
