#include "engine/calls/push_image.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
push_image(std::shared_ptr<Client> client, std::string repository, std::string tag, std::string auth) {
    Request request;
    request.method = Method::post;
    request.target =
        target_of("/images/{id}/push", client->spoken().version, repository) + "?tag=" + percent_encoded(tag);
    request.headers.push_back({.name = "X-Registry-Auth", .value = std::move(auth)});
    request.patience = std::chrono::minutes(5);
    co_return co_await open_stream(client, std::move(request));
}

} // namespace dockwright::engine
