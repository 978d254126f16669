#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// As inspect_container, with the bytes of its own layer and of all of it. Slow where there are many files.
boost::asio::awaitable<std::expected<Container, Problem>>
inspect_container_size(std::shared_ptr<Client> client, std::string reference);

} // namespace dockwright::engine
