#include "cli/events.hpp"
#include "base/message.hpp"
#include "cli/with_engine.hpp"
#include "engine/objects_json.gen.hpp"
#include "engine/problems.hpp"
#include <array>
#include <csignal>
#include <ctime>

namespace dockwright::cli {
namespace {

using engine::Event;

std::string attribute(const Event& event, const std::string& key) {
    if (!event.actor) {
        return {};
    }
    const auto found = event.actor->attributes.find(key);
    return found == event.actor->attributes.end() ? std::string() : found->second;
}

/// The person's own time of day.
std::string clock_of(const Event& event) {
    const auto seconds = static_cast<std::time_t>(event.time);
    std::tm local{};
    ::localtime_r(&seconds, &local);
    std::array<char, 16> out{};
    return {out.data(), std::strftime(out.data(), out.size(), "%H:%M:%S", &local)};
}

std::string json_of(const Event& event) {
    std::string out;
    encode(out, engine::ListedEvent{.time = event.time_nano,
                                    .type = event.type,
                                    .action = event.action,
                                    .id = event.actor ? event.actor->id : std::string(),
                                    .name = attribute(event, "name"),
                                    .attributes = event.actor ? event.actor->attributes
                                                              : decltype(event.actor->attributes)()});
    return out + "\n";
}

/// with_engine's answers are values.
boost::asio::awaitable<actions::Answer<bool>> events_of(std::shared_ptr<engine::Client> client,
                                                        actions::EventOptions wanted, actions::EventSink sink,
                                                        actions::OnProgress progress) {
    const auto done =
        co_await actions::events(std::move(client), std::move(wanted), std::move(sink), std::move(progress));
    if (!done) {
        co_return std::unexpected(done.error());
    }
    co_return true;
}

} // namespace

std::string event_text(const Event& event, std::string_view clock) {
    std::string name = attribute(event, "name");
    if (name.empty() && event.actor) {
        name = event.actor->id.substr(0, 19); // as much as `sha256:` and twelve digits
    }
    std::string line =
        message("{}  {} {}  {}", {clock, printable(event.type), printable(event.action), printable(name)});
    for (const char* const key : {"image", "exitCode", "signal", "container"}) {
        const std::string value = attribute(event, key);
        if (!value.empty()) {
            line += message("  {}={}", {key, printable(value)});
        }
    }
    return line + "\n";
}

int events(const EventsOptions& options, const Streams& streams) {
    const auto done = with_engine<bool>(options.engine, [&](std::shared_ptr<engine::Client> client) {
        actions::EventSink sink = [&](const Event& event) {
            print(streams.out, options.engine.json ? json_of(event) : event_text(event, clock_of(event)));
            return std::fflush(streams.out) == 0;
        };
        actions::OnProgress progress = [&streams](const actions::Progress& now) {
            print(streams.err, message("dockwright: {}\n", {now.what}));
        };
        return events_of(std::move(client), options.events, std::move(sink), std::move(progress));
    });
    if (!done && done.error().kind == engine::problem_kind::cancelled) {
        return 128 + SIGINT;
    }
    return done ? 0 : fail(done.error(), streams);
}

} // namespace dockwright::cli
