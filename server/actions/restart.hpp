#pragma once
#include "actions/stop.hpp"

namespace dockwright::actions {

/// Ends what runs in it and starts it anew; one that doesn't run is started. Consent is needed for somebody
/// else's.
boost::asio::awaitable<std::expected<ContainerChange, Problem>>
restart(std::shared_ptr<engine::Client> client, StopOptions options, OnProgress progress);

} // namespace dockwright::actions
