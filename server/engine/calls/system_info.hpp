#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

Request system_info_request(ApiVersion version);

/// The engine's own description. Slow on busy machines: not for every refresh.
boost::asio::awaitable<std::expected<Info, Problem>> system_info(std::shared_ptr<Client> client);

} // namespace dockwright::engine
