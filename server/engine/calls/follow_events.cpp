#include "engine/calls/follow_events.hpp"
#include "engine/calls/call.hpp"
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace dockwright::engine {
namespace {

std::string json_of(const EventFilters& filters) {
    boost::json::object out;
    for (const auto& [key, values] : filters) {
        boost::json::array& list = out[key].emplace_array();
        for (const std::string& value : values) {
            list.emplace_back(value);
        }
    }
    return boost::json::serialize(out);
}

} // namespace

boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
follow_events(std::shared_ptr<Client> client, std::string since, EventFilters filters) {
    Request request;
    // As an object also where it is empty: podman refuses `filters=`.
    request.target = target_of(EventsEndpoint::path, client->spoken().version) +
                     "?filters=" + percent_encoded(json_of(filters));
    if (!since.empty()) {
        request.target += "&since=" + percent_encoded(since);
    }
    request.patience = std::chrono::milliseconds(0); // podman sends the head with the first event
    co_return co_await open_stream(client, std::move(request));
}

std::expected<Event, Problem> event_of(std::string_view json, const Endpoint& endpoint) {
    return decode_body<Event>(json, endpoint);
}

} // namespace dockwright::engine
