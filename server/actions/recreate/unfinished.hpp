#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <expected>
#include <memory>
#include <string>

namespace dockwright::actions {

/// The problem is `recreate-unfinished` where a recreation on this engine didn't come to its end.
boost::asio::awaitable<std::expected<void, Problem>>
nothing_unfinished(std::shared_ptr<engine::Client> client, std::string journals);

} // namespace dockwright::actions
