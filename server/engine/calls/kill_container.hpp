#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// `signal` is a name such as SIGTERM.
boost::asio::awaitable<std::expected<Changed, Problem>>
kill_container(std::shared_ptr<Client> client, std::string reference, std::string signal);

} // namespace dockwright::engine
