#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "engine/stream.hpp"
#include <map>
#include <string>
#include <vector>

namespace dockwright::engine {

/// By key (type, container, event …): any of the values.
using EventFilters = std::map<std::string, std::vector<std::string>>;

/// What happens to the engine's objects, as JSON values one after the other, without end. `since` is
/// empty or a time that an event had: engines keep the last 256.
boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
follow_events(std::shared_ptr<Client> client, std::string since, EventFilters filters);

/// One of those values.
std::expected<Event, Problem> event_of(std::string_view json, const Endpoint& endpoint);

} // namespace dockwright::engine
