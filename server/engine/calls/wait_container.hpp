#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "engine/stream.hpp"

namespace dockwright::engine {

/// Answers when it ends: `condition` is not-running, next-exit or removed. Podman sends the
/// head with the end; see exit_event for one that may be gone.
boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
wait_container(std::shared_ptr<Client> client, std::string reference, std::string condition);

} // namespace dockwright::engine
