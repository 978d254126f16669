#include "engine/calls/restart_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>>
restart_container(std::shared_ptr<Client> client, std::string reference, std::optional<int> seconds) {
    std::string target = target_of("/containers/{id}/restart", client->spoken().version, reference);
    if (seconds) {
        target += "?t=" + std::to_string(*seconds);
    }
    Request request;
    request.method = Method::post;
    request.target = target;
    request.patience = std::chrono::milliseconds(0);
    co_return co_await change(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
