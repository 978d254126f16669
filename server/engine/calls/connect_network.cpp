#include "engine/calls/connect_network.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>>
connect_network(std::shared_ptr<Client> client, std::string network, std::string body) {
    Request request;
    request.method = Method::post;
    request.target = target_of("/networks/{id}/connect", client->spoken().version, network);
    request.body = std::move(body);
    request.content_type = "application/json";
    co_return co_await change(client, std::move(request), std::string());
}

} // namespace dockwright::engine
