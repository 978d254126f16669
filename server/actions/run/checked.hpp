#pragma once
#include "actions/run/run.hpp"

/// Private to actions/run/: whether a container that was started does what was asked.
namespace dockwright::actions {

/// Whether it lives, got its GPUs and shares none by accident. `started` learns whether it has ended.
boost::asio::awaitable<std::expected<void, Problem>>
check_started(std::shared_ptr<engine::Client> client, PreparedRun prepared, std::string id, bool* ended);

} // namespace dockwright::actions
