#include "engine/calls/load_images.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
load_images(std::shared_ptr<Client> client, BodySource archive) {
    Request request;
    request.method = Method::post;
    request.target = "/v" + to_string(client->spoken().version) + "/images/load?quiet=0";
    request.content_type = "application/x-tar";
    co_return co_await open_upload(client, std::move(request), std::move(archive));
}

} // namespace dockwright::engine
