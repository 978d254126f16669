#include "actions/events.hpp"
#include "actions/cancelling.hpp"
#include "actions/event_resume.hpp"
#include "actions/log_resume.hpp"
#include "actions/logs.hpp"
#include "actions/reconnect.hpp"
#include "base/message.hpp"
#include "engine/calls/follow_events.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/json_lines.hpp"
#include "engine/problems.hpp"

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Done = std::expected<void, Problem>;

std::expected<engine::EventFilters, Problem> filters_of(const std::vector<std::string>& filters) {
    engine::EventFilters out;
    for (const std::string& filter : filters) {
        const std::size_t equals = filter.find('=');
        if (equals == 0 || equals == std::string::npos) {
            return std::unexpected(
                Problem{.kind = "filter-not-understood",
                        .message = "'" + printable(filter.substr(0, 100)) + "' is no filter",
                        .next_step = "Write KEY=VALUE, such as type=container or event=die"});
        }
        out[filter.substr(0, equals)].push_back(filter.substr(equals + 1));
    }
    return out;
}

struct Following {
    std::shared_ptr<engine::Client> client;
    engine::EventFilters filters;
    std::string since;
    EventResume resume;
    EventSink sink;
    OnProgress progress;
};

/// How one connection ended.
struct Ended {
    bool unwanted = false;
    bool answered = false;
    Problem problem;
};

/// False: nobody wants more.
std::expected<bool, Problem> pass(Following& on, const std::vector<std::string>& texts,
                                  const engine::Endpoint& endpoint) {
    for (const std::string& text : texts) {
        const auto event = engine::event_of(text, endpoint);
        if (!event) {
            return std::unexpected(event.error());
        }
        const bool told = on.resume.may_have_missed();
        if (!on.resume.take(text, event->time_nano)) {
            continue;
        }
        if (!told && on.resume.may_have_missed()) {
            tell(on.progress, {.what = "The engine was away for so long, or was started anew, that some "
                                       "events may be missing here",
                               .detail = {},
                               .line = {}});
        }
        if (!on.sink(*event)) {
            return false;
        }
    }
    return true;
}

asio::awaitable<Ended> follow_once(std::shared_ptr<Following> on) {
    std::string since = on->resume.has_begun() ? on->resume.since() : on->since;
    on->resume.lost();
    const auto stream = co_await engine::follow_events(on->client, std::move(since), on->filters);
    if (!stream) {
        co_return Ended{.problem = stream.error()};
    }
    const engine::Endpoint& endpoint = (*stream)->endpoint();
    engine::JsonLines lines;
    std::vector<std::string> texts;
    Ended ended{.answered = true, .problem = {}};
    while (true) {
        const std::expected<std::string, Problem> bytes = co_await next(*stream);
        if (!bytes || bytes->empty()) {
            ended.problem = bytes ? engine::connection_lost(endpoint, "its events ended") : bytes.error();
            co_return ended;
        }
        texts.clear();
        const auto fault = lines.feed(*bytes, texts);
        const auto wanted = pass(*on, texts, endpoint);
        if (!wanted) {
            ended.problem = wanted.error();
            co_return ended;
        }
        if (fault) {
            ended.problem = engine::not_an_engine(endpoint, std::string(describe(*fault)));
            co_return ended;
        }
        if (!*wanted) {
            ended.unwanted = true;
            co_return ended;
        }
    }
}

/// Seconds since 1970 by the engine's own clock: asked before the first event, so that those which come while
/// the first connection is lost aren't.
asio::awaitable<std::expected<std::string, Problem>> time_of(std::shared_ptr<engine::Client> client) {
    const auto info = co_await engine::system_info(client);
    if (!info) {
        co_return std::unexpected(info.error());
    }
    const std::optional<std::int64_t> time = log_time(info->system_time);
    co_return time ? std::to_string(*time / 1'000'000'000) : std::string();
}

asio::awaitable<Done> follow(std::shared_ptr<Following> on, std::chrono::milliseconds patience) {
    Retry retry(patience);
    bool opened = false;
    while (true) {
        Ended ended = co_await follow_once(on);
        const bool cancelled = co_await was_cancelled();
        if (cancelled) {
            co_return std::unexpected(cancelled_by_person());
        }
        if (ended.unwanted) {
            co_return Done();
        }
        if (ended.answered) {
            opened = true;
            retry.answered();
        }
        const bool in_time = retry.lost();
        if (!opened || !in_time || !may_come_back(ended.problem)) {
            co_return std::unexpected(std::move(ended.problem));
        }
        tell(on->progress, {.what = "The connection was lost; trying again", .detail = {}, .line = {}});
        co_await retry.wait(on->client->executor());
    }
}

} // namespace

asio::awaitable<Done> events(std::shared_ptr<engine::Client> client, EventOptions options, EventSink sink,
                             OnProgress progress) {
    co_await take_back_by_myself();
    auto filters = filters_of(options.filters);
    if (!filters) {
        co_return std::unexpected(std::move(filters.error()));
    }
    std::expected<std::string, Problem> since;
    if (options.since.empty()) {
        since = co_await time_of(client);
    } else {
        since = since_seconds(options.since, std::chrono::system_clock::now());
    }
    if (!since) {
        co_return std::unexpected(std::move(since.error()));
    }
    const std::shared_ptr<Following> on(new Following{.client = std::move(client),
                                                      .filters = std::move(*filters),
                                                      .since = std::move(*since),
                                                      .resume = {},
                                                      .sink = std::move(sink),
                                                      .progress = std::move(progress)});
    co_return co_await follow(on, options.patience);
}

} // namespace dockwright::actions
