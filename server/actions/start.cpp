#include "actions/start.hpp"
#include "actions/cancelling.hpp"
#include "actions/find_container.hpp"
#include "base/message.hpp"
#include "engine/calls/start_container.hpp"
#include "engine/problems.hpp"

namespace dockwright::actions {

namespace asio = boost::asio;

asio::awaitable<std::expected<ContainerChange, Problem>> start(std::shared_ptr<engine::Client> client,
                                                               std::string container) {
    co_await take_back_by_myself();
    const auto found = co_await find_container(client, std::move(container));
    if (!found) {
        co_return std::unexpected(found.error());
    }
    if (found->state.paused) {
        co_return std::unexpected(Problem{
            .kind = "container-paused",
            .message = message("container '{}' is paused, not stopped", {printable(bare_name(*found))}),
            .next_step = message("Resume it: {} unpause {}", {client->spoken().podman ? "podman" : "docker",
                                                              printable(bare_name(*found))})});
    }
    const bool cancelled = co_await was_cancelled();
    if (cancelled) {
        co_return std::unexpected(cancelled_by_person());
    }
    const auto started = co_await engine::start_container(client, found->id);
    if (!started) {
        co_return std::unexpected(started.error());
    }
    co_return ContainerChange{
        .id = found->id, .name = bare_name(*found), .changed = *started == engine::Changed::yes};
}

} // namespace dockwright::actions
