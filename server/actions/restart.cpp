#include "actions/restart.hpp"
#include "actions/cancelling.hpp"
#include "actions/consent.hpp"
#include "actions/find_container.hpp"
#include "actions/somebody_elses.hpp"
#include "base/message.hpp"
#include "engine/calls/restart_container.hpp"

namespace dockwright::actions {

namespace asio = boost::asio;

asio::awaitable<std::expected<ContainerChange, Problem>> restart(std::shared_ptr<engine::Client> client,
                                                                 StopOptions options, OnProgress progress) {
    co_await take_back_by_myself();
    const auto found = co_await find_container(client, options.container);
    if (!found) {
        co_return std::unexpected(found.error());
    }
    const std::string name = printable(bare_name(*found));
    const std::optional<std::string> owner = somebody_elses(*found, options.person);
    if (owner && !options.consent && found->state.running) {
        co_return std::unexpected(needs_consent(
            message("container '{}' is {}'s, and what runs in it would end and begin anew", {name, *owner}),
            "To restart it all the same: --yes"));
    }
    const bool cancelled = co_await was_cancelled();
    if (cancelled) {
        co_return std::unexpected(cancelled_by_person());
    }
    tell(progress, {.what = message("Restarting {}", {name}), .detail = {}, .line = {}});
    const auto restarted = co_await engine::restart_container(client, found->id, options.seconds);
    if (!restarted) {
        co_return std::unexpected(restarted.error());
    }
    co_return ContainerChange{.id = found->id, .name = bare_name(*found)};
}

} // namespace dockwright::actions
