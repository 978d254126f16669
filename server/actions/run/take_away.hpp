#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <expected>
#include <memory>
#include <string>

namespace dockwright::actions {

/// Removes a container that we have made, or may have made: gone already is well. Tried again where the
/// connection is lost. To be called where nothing interrupts any more (no_more_interruptions).
boost::asio::awaitable<std::expected<void, Problem>> take_away(std::shared_ptr<engine::Client> client,
                                                               std::string container);

/// Whether the engine has answered that it didn't do it. Else the request may have been carried out.
bool was_refused(const Problem& problem);

/// The same problem, which tells now that this container may be left there.
Problem with_leftover(Problem problem, const std::string& container);

} // namespace dockwright::actions
