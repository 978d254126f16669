#include "engine/calls/exit_event.hpp"
#include "engine/calls/follow_events.hpp"
#include "engine/json_lines.hpp"
#include <boost/asio/steady_timer.hpp>
#include <charconv>

namespace dockwright::engine {
namespace {

constexpr std::chrono::milliseconds patience{5000};

/// Docker says die and exitCode, podman died and containerExitCode.
std::optional<int> exit_code_in(const std::string& text, const Endpoint& endpoint) {
    const auto event = event_of(text, endpoint);
    if (!event || !event->action.starts_with("die")) {
        return std::nullopt;
    }
    const EventActor actor = event->actor.value_or(EventActor());
    for (const char* const name : {"exitCode", "containerExitCode"}) {
        const auto found = actor.attributes.find(name);
        int code = 0;
        if (found != actor.attributes.end() &&
            std::from_chars(found->second.data(), found->second.data() + found->second.size(), code).ec ==
                std::errc()) {
            return code;
        }
    }
    return std::nullopt;
}

} // namespace

boost::asio::awaitable<std::optional<int>> exit_event(std::shared_ptr<Client> client, std::string id) {
    EventFilters filters{{"container", {std::move(id)}}};
    std::string since = "1"; // all that it remembers
    auto stream = co_await follow_events(client, std::move(since), std::move(filters));
    if (!stream) {
        co_return std::nullopt;
    }
    // The stream has no end of its own.
    const auto timer = std::make_shared<boost::asio::steady_timer>(client->executor(), patience);
    timer->async_wait([events = *stream](const boost::system::error_code& ec) {
        if (!ec) {
            events->close();
        }
    });
    JsonLines lines;
    std::vector<std::string> values;
    std::optional<int> code;
    while (!code) {
        const auto bytes = co_await next(*stream);
        if (!bytes || bytes->empty() || lines.feed(*bytes, values)) {
            break;
        }
        for (const std::string& value : values) {
            const std::optional<int> found = exit_code_in(value, client->endpoint());
            code = found ? found : code; // the last one, where it was started anew
        }
        values.clear();
    }
    timer->cancel();
    (*stream)->close();
    co_return code;
}

} // namespace dockwright::engine
