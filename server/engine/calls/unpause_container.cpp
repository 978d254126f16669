#include "engine/calls/unpause_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>> unpause_container(std::shared_ptr<Client> client,
                                                                          std::string reference) {
    Request request;
    request.method = Method::post;
    request.target = target_of("/containers/{id}/unpause", client->spoken().version, reference);
    co_return co_await change(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
