#pragma once
#include "actions/stop.hpp"

namespace dockwright::actions {

/// Starts one that doesn't run. A failure (a port that is taken, a program that isn't there) leaves it as it
/// was, unless it is one that deletes itself.
boost::asio::awaitable<std::expected<ContainerChange, Problem>> start(std::shared_ptr<engine::Client> client,
                                                                      std::string container);

} // namespace dockwright::actions
