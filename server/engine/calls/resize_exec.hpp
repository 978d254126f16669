#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Of a running exec's terminal, in characters. Before its start engines hang: call it afterwards.
boost::asio::awaitable<std::expected<Changed, Problem>>
resize_exec(std::shared_ptr<Client> client, std::string id, unsigned height, unsigned width);

} // namespace dockwright::engine
