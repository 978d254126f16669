#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Newest step first.
boost::asio::awaitable<std::expected<std::vector<HistoryItem>, Problem>>
image_history(std::shared_ptr<Client> client, std::string image);

} // namespace dockwright::engine
