#include "engine/calls/resize_exec.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>>
resize_exec(std::shared_ptr<Client> client, std::string id, unsigned height, unsigned width) {
    Request request;
    request.method = Method::post;
    request.target = target_of("/exec/{id}/resize", client->spoken().version, id) +
                     "?h=" + std::to_string(height) + "&w=" + std::to_string(width);
    co_return co_await change(client, std::move(request), std::string());
}

} // namespace dockwright::engine
