#include "engine/calls/start_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>> start_container(std::shared_ptr<Client> client,
                                                                        std::string reference) {
    Request request;
    request.method = Method::post;
    request.target = target_of("/containers/{id}/start", client->spoken().version, reference);
    request.patience = std::chrono::minutes(2);
    co_return co_await change(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
