#include "actions/stop.hpp"
#include "actions/cancelling.hpp"
#include "actions/consent.hpp"
#include "actions/find_container.hpp"
#include "actions/somebody_elses.hpp"
#include "base/message.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/stop_container.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::Container;
using Outcome = std::expected<ContainerChange, Problem>;

std::optional<Problem> asks(const Container& container, const StopOptions& options) {
    const std::string name = printable(bare_name(container));
    std::string what;
    std::string how = "To stop it all the same: --yes";
    if (const auto owner = somebody_elses(container, options.person)) {
        what = message("container '{}' is {}'s, and what runs in it would end", {name, *owner});
    }
    if (container.host_config.auto_remove) {
        what += what.empty() ? message("container '{}'", {name}) : "; it";
        what +=
            " deletes itself when it stops, with all that was written into it but what is in named volumes "
            "and folders of the machine";
        how = message("To keep that, commit it first (dockwright commit {} IMAGE). {}", {name, how});
    }
    return what.empty() ? std::nullopt : std::optional(needs_consent(std::move(what), std::move(how)));
}

bool is_up(const Container& container) {
    return container.state.running || container.state.paused || container.state.restarting;
}

/// Engines answer the stop a moment before they delete it. Gives up after a while: it is under way.
asio::awaitable<void> until_gone(std::shared_ptr<engine::Client> client, std::string id) {
    constexpr int tries = 100;
    asio::steady_timer timer(client->executor());
    for (int n = 0; n < tries; ++n) {
        const auto still = co_await engine::inspect_container(client, id);
        if (!still) {
            co_return;
        }
        timer.expires_after(std::chrono::milliseconds(50));
        boost::system::error_code ec;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ec));
        const bool cancelled = co_await was_cancelled();
        if (cancelled) {
            co_return;
        }
    }
}

} // namespace

std::optional<int> stop_seconds(const Container& container, std::optional<int> asked) {
    constexpr std::int64_t engines_own = 10;
    constexpr std::int64_t longest = 86400;
    const std::int64_t own = container.config.stop_timeout.value_or(engines_own);
    return asked ? asked : own < 0 ? std::nullopt : std::optional(static_cast<int>(std::min(own, longest)));
}

asio::awaitable<Outcome> stop(std::shared_ptr<engine::Client> client, StopOptions options,
                              OnProgress progress) {
    co_await take_back_by_myself();
    const auto container = co_await find_container(client, options.container);
    if (!container) {
        co_return std::unexpected(container.error());
    }
    ContainerChange change{.id = container->id, .name = bare_name(*container), .changed = false};
    if (!is_up(*container)) {
        co_return change;
    }
    if (!options.consent) {
        if (std::optional<Problem> question = asks(*container, options)) {
            co_return std::unexpected(std::move(*question));
        }
    }
    const bool cancelled = co_await was_cancelled();
    if (cancelled) {
        co_return std::unexpected(cancelled_by_person());
    }
    tell(progress, {.what = message("Stopping {}", {printable(change.name)}), .detail = {}, .line = {}});
    const std::optional<int> seconds = stop_seconds(*container, options.seconds);
    const auto stopped = co_await engine::stop_container(client, container->id, seconds);
    const bool vanished = !stopped && container->host_config.auto_remove &&
                          stopped.error().kind == engine::problem_kind::no_such_container;
    if (!stopped && !vanished) {
        co_return std::unexpected(stopped.error());
    }
    change.changed = vanished || *stopped == engine::Changed::yes;
    change.removed = container->host_config.auto_remove;
    if (change.removed && !vanished) {
        co_await until_gone(client, container->id);
    }
    co_return change;
}

} // namespace dockwright::actions
