#include "engine/calls/resize_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>>
resize_container(std::shared_ptr<Client> client, std::string reference, unsigned height, unsigned width) {
    Request request;
    request.method = Method::post;
    request.target = target_of("/containers/{id}/resize", client->spoken().version, reference) +
                     "?h=" + std::to_string(height) + "&w=" + std::to_string(width);
    co_return co_await change(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
