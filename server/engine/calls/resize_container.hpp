#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Of its terminal, in characters.
boost::asio::awaitable<std::expected<Changed, Problem>>
resize_container(std::shared_ptr<Client> client, std::string reference, unsigned height, unsigned width);

} // namespace dockwright::engine
