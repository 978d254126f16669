#pragma once
#include "actions/stop.hpp"

namespace dockwright::actions {

/// Gives a container another name, also while it runs. Consent is needed for somebody else's. The problem is
/// `container-name-refused` for what can't be a name, and the engine's.
boost::asio::awaitable<std::expected<ContainerChange, Problem>> rename(std::shared_ptr<engine::Client> client,
                                                                       std::string container,
                                                                       std::string name, bool consent,
                                                                       Person person);

} // namespace dockwright::actions
