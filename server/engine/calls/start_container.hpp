#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// `unchanged` if it runs already. A failure (a port that is taken, a GPU driver that is missing) leaves
/// the container as `created`, or removes it where it removes itself.
boost::asio::awaitable<std::expected<Changed, Problem>> start_container(std::shared_ptr<Client> client,
                                                                        std::string reference);

} // namespace dockwright::engine
