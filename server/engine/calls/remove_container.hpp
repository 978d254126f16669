#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Volumes are kept, also those without a name. One that runs is refused unless `force`, which kills it.
boost::asio::awaitable<std::expected<Changed, Problem>> remove_container(std::shared_ptr<Client> client,
                                                                         std::string reference, bool force);

} // namespace dockwright::engine
