#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include <optional>

namespace dockwright::engine {

/// Sends its stop signal and kills it after `seconds`; nothing given: as long as the container itself
/// says. `unchanged` if it doesn't run. Answers when it has ended.
boost::asio::awaitable<std::expected<Changed, Problem>>
stop_container(std::shared_ptr<Client> client, std::string reference, std::optional<int> seconds);

} // namespace dockwright::engine
