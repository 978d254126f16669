#include "actions/logs.hpp"
#include "actions/cancelling.hpp"
#include "actions/find_container.hpp"
#include "actions/log_resume.hpp"
#include "actions/reconnect.hpp"
#include "base/message.hpp"
#include "engine/calls/container_logs.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/problems.hpp"

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Done = std::expected<void, Problem>;
using engine::LogFrames;

/// How one connection ended; a problem where it was lost.
struct Ended {
    bool unwanted = false;
    bool had_bytes = false;
    std::optional<Problem> problem{};
};

asio::awaitable<Done> pass_once(std::shared_ptr<engine::Stream> stream, LogFrames::Form form, LogSink sink) {
    LogFrames frames(form);
    std::vector<engine::LogPiece> pieces;
    while (true) {
        const std::expected<std::string, Problem> bytes = co_await next(stream);
        if (!bytes) {
            co_return std::unexpected(bytes.error());
        }
        if (bytes->empty()) {
            break;
        }
        pieces.clear();
        const std::optional<engine::FrameFault> fault = frames.feed(*bytes, pieces);
        if (!sink(pieces)) {
            co_return Done();
        }
        if (fault) {
            co_return std::unexpected(engine::not_an_engine(stream->endpoint(), engine::describe(*fault)));
        }
    }
    if (const std::optional<engine::FrameFault> fault = frames.finish()) {
        co_return std::unexpected(engine::connection_lost(stream->endpoint(), engine::describe(*fault)));
    }
    co_return Done();
}

struct Following {
    std::shared_ptr<engine::Client> client;
    LogOptions options;
    std::string id;
    LogResume resume;
    LogSink sink;
    OnProgress progress;
};

asio::awaitable<Ended> follow_once(std::shared_ptr<Following> on) {
    const bool again = on->resume.has_begun();
    std::string tail = again ? "all" : on->options.tail;
    std::string since = again ? on->resume.since() : on->options.since;
    on->resume.lost();
    const auto stream =
        co_await engine::container_logs(on->client, on->id, true, std::move(tail), std::move(since), true);
    Ended ended;
    if (!stream) {
        ended.problem = stream.error();
        co_return ended;
    }
    std::vector<engine::LogPiece> pieces;
    while (true) {
        const std::expected<std::string, Problem> bytes = co_await next(*stream);
        if (!bytes || bytes->empty()) {
            ended.problem = bytes ? std::nullopt : std::optional(bytes.error());
            co_return ended;
        }
        ended.had_bytes = true;
        pieces.clear();
        const std::optional<engine::FrameFault> fault = on->resume.feed(*bytes, pieces);
        if (!on->sink(pieces)) {
            ended.unwanted = true;
            co_return ended;
        }
        if (fault) {
            ended.problem = engine::not_an_engine((*stream)->endpoint(), engine::describe(*fault));
            co_return ended;
        }
    }
}

/// After a connection that ended without a fault: whether the container still prints.
asio::awaitable<std::expected<bool, Problem>> still_runs(std::shared_ptr<Following> on) {
    const auto container = co_await engine::inspect_container(on->client, on->id);
    if (container) {
        co_return container->state.running || container->state.restarting;
    }
    if (container.error().kind == engine::problem_kind::no_such_container) {
        co_return false;
    }
    co_return std::unexpected(container.error());
}

asio::awaitable<Done> follow(std::shared_ptr<Following> on) {
    constexpr int most_silent = 3;
    Retry retry(on->options.patience);
    int silent = 0;
    bool opened_once = false;
    while (true) {
        Ended ended = co_await follow_once(on);
        const bool cancelled = co_await was_cancelled();
        if (cancelled) {
            co_return std::unexpected(cancelled_by_person());
        }
        if (ended.unwanted) {
            co_return Done();
        }
        if (ended.had_bytes) {
            retry.answered();
        }
        opened_once = opened_once || ended.had_bytes || !ended.problem;
        if (!ended.problem) {
            const auto runs = co_await still_runs(on);
            silent = ended.had_bytes ? 0 : silent + 1;
            if (runs && (!*runs || silent == most_silent)) {
                co_return Done();
            }
            ended.problem = runs ? std::nullopt : std::optional(runs.error());
        }
        if (ended.problem) {
            if (opened_once && ended.problem->kind == engine::problem_kind::no_such_container) {
                co_return Done();
            }
            const bool in_time = retry.lost();
            if (!opened_once || !in_time || !may_come_back(*ended.problem)) {
                co_return std::unexpected(std::move(*ended.problem));
            }
            tell(on->progress, {.what = "The connection was lost; trying again", .detail = {}, .line = {}});
        }
        co_await retry.wait(on->client->executor());
    }
}

} // namespace

std::expected<std::string, Problem> since_seconds(std::string_view text,
                                                  std::chrono::system_clock::time_point now) {
    const auto refused = [text] {
        return std::unexpected(Problem{
            .kind = "time-not-understood",
            .message = "'" + printable(text.substr(0, 100)) + "' is no time",
            .next_step = "Write how long ago (10m, 2h30m, 3d), or a time such as 2026-11-26T13:00:00Z"});
    };
    if (const std::optional<std::int64_t> time = log_time(text)) {
        return std::to_string(*time / 1'000'000'000);
    }
    constexpr std::int64_t longest = std::int64_t{1} << 50U;
    std::int64_t ago = 0;
    std::int64_t number = 0;
    std::size_t digits = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9' && digits < 12) {
            number = number * 10 + (c - '0');
            ++digits;
            continue;
        }
        const std::int64_t unit = c == 's' ? 1 : c == 'm' ? 60 : c == 'h' ? 3600 : c == 'd' ? 86400 : 0;
        if (unit == 0 || digits == 0 || digits >= 12 || ago > longest) {
            return refused();
        }
        ago += number * unit;
        number = 0;
        digits = 0;
    }
    if (digits > 0 && ago == 0) {
        return std::string(text);
    }
    if (digits > 0 || text.empty()) {
        return refused();
    }
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count() -
                          ago);
}

asio::awaitable<Done> logs(std::shared_ptr<engine::Client> client, LogOptions options, LogSink sink,
                           OnProgress progress) {
    co_await take_back_by_myself();
    if (!options.since.empty()) {
        auto since = since_seconds(options.since, std::chrono::system_clock::now());
        if (!since) {
            co_return std::unexpected(std::move(since.error()));
        }
        options.since = std::move(*since);
    }
    const auto container = co_await find_container(client, options.container);
    if (!container) {
        co_return std::unexpected(container.error());
    }
    const LogFrames::Form form = container->config.tty ? LogFrames::Form::raw : LogFrames::Form::frames;
    if (options.follow) {
        const bool timestamps = options.timestamps;
        const std::shared_ptr<Following> on(new Following{.client = client,
                                                          .options = std::move(options),
                                                          .id = container->id,
                                                          .resume = LogResume(form, timestamps),
                                                          .sink = std::move(sink),
                                                          .progress = std::move(progress)});
        co_return co_await follow(on);
    }
    const auto stream = co_await engine::container_logs(client, container->id, false, options.tail,
                                                        options.since, options.timestamps);
    if (!stream) {
        co_return std::unexpected(stream.error());
    }
    co_return co_await pass_once(*stream, form, std::move(sink));
}

} // namespace dockwright::actions
