#include "engine/calls/disconnect_network.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>>
disconnect_network(std::shared_ptr<Client> client, std::string network, std::string container) {
    Request request;
    request.method = Method::post;
    request.target = target_of("/networks/{id}/disconnect", client->spoken().version, network);
    request.body = R"({"Container":")" + container + R"("})"; // an id or a name: nothing to escape
    request.content_type = "application/json";
    co_return co_await change(client, std::move(request), std::string());
}

} // namespace dockwright::engine
