#include "engine/calls/stop_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>>
stop_container(std::shared_ptr<Client> client, std::string reference, std::optional<int> seconds) {
    std::string target = target_of("/containers/{id}/stop", client->spoken().version, reference);
    if (seconds) {
        target += "?t=" + std::to_string(*seconds);
    }
    Request request;
    request.method = Method::post;
    request.target = target;
    // Killing it and tidying up take a while as well.
    constexpr std::chrono::seconds tidying(30);
    request.patience =
        seconds && *seconds >= 0 ? std::chrono::seconds(*seconds) + tidying : std::chrono::milliseconds(0);
    co_return co_await change(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
