#include "engine/calls/remove_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>> remove_container(std::shared_ptr<Client> client,
                                                                         std::string reference, bool force) {
    Request request;
    request.method = Method::del;
    request.target = target_of("/containers/{id}", client->spoken().version, reference) +
                     (force ? "?v=0&force=1" : "?v=0&force=0");
    request.patience = std::chrono::minutes(2);
    co_return co_await change(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
