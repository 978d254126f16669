#include "engine/calls/remove_network.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>> remove_network(std::shared_ptr<Client> client,
                                                                       std::string id) {
    Request request;
    request.method = Method::del;
    request.target = target_of("/networks/{id}", client->spoken().version, id);
    co_return co_await change(client, std::move(request), std::string());
}

} // namespace dockwright::engine
