#include "cli/run/follow.hpp"
#include "actions/cancelling.hpp"
#include "cli/containers/logs.hpp"
#include "cli/interactive.hpp"
#include "engine/calls/exit_event.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/resize_container.hpp"
#include "engine/calls/wait_container.hpp"
#include "engine/problems.hpp"

namespace dockwright::cli {
namespace {

namespace asio = boost::asio;
using actions::Answer;
using Client = std::shared_ptr<engine::Client>;

asio::awaitable<bool> resize(Client client, std::string id, TerminalSize size) {
    auto done = co_await engine::resize_container(std::move(client), std::move(id), size.rows, size.columns);
    co_return done.has_value();
}

asio::awaitable<Answer<bool>> talk(Client client, std::string id, std::shared_ptr<engine::Hijacked> streams,
                                   Bridge bridge) {
    bridge.resize = [client, id](TerminalSize size) { return resize(client, id, size); };
    auto joined = co_await join(std::move(streams), std::move(bridge));
    if (!joined) {
        co_return std::unexpected(std::move(joined.error()));
    }
    co_return true;
}

asio::awaitable<Answer<Followed>> end_of(Client client, std::string id) {
    auto wait = co_await engine::wait_container(client, id, "not-running");
    if (wait) {
        co_await engine::rest_of(*wait, std::size_t{64} << 10U);
    }
    const auto container = co_await engine::inspect_container(client, id);
    if (container && container->state.running) {
        co_return Followed{.left = true}; // only its streams have ended, or it was started anew
    }
    if (container && container->state.status != "removing") {
        co_return Followed{.exit_code = static_cast<int>(container->state.exit_code),
                           .out_of_memory = container->state.oom_killed};
    }
    if (!container && container.error().kind != engine::problem_kind::no_such_container) {
        co_return std::unexpected(container.error());
    }
    const std::optional<int> code = co_await engine::exit_event(client, id);
    co_return Followed{.exit_code = code.value_or(0)};
}

} // namespace

asio::awaitable<Answer<Followed>> follow_run(Client client, actions::StartedRun started, bool interactive,
                                             Streams streams) {
    co_await actions::take_back_by_myself();
    std::fflush(streams.out);
    std::fflush(streams.err);
    Answer<bool> shown = false;
    if (started.terminal) {
        Bridge bridge{.in = ::fileno(streams.in), .out = ::fileno(streams.out), .err = ::fileno(streams.err)};
        bridge.terminal = interactive;
        bridge.input = interactive;
        shown = co_await talk(client, started.id, std::move(started.terminal), std::move(bridge));
    } else {
        actions::LogOptions wanted{.container = started.id, .follow = true};
        shown = co_await pass_logs(client, std::move(wanted), streams);
    }
    const bool cancelled = co_await actions::was_cancelled();
    if (cancelled || (!shown && shown.error().kind == engine::problem_kind::cancelled)) {
        co_return Followed{.left = true};
    }
    if (!shown) {
        co_return std::unexpected(std::move(shown.error()));
    }
    Answer<Followed> end = co_await end_of(std::move(client), started.id);
    if (!end && end.error().kind == engine::problem_kind::cancelled) {
        co_return Followed{.left = true};
    }
    co_return end;
}

} // namespace dockwright::cli
