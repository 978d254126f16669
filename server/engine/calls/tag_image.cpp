#include "engine/calls/tag_image.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>>
tag_image(std::shared_ptr<Client> client, std::string image, std::string repository, std::string tag) {
    Request request;
    request.method = Method::post;
    request.target = target_of("/images/{id}/tag", client->spoken().version, image) +
                     "?repo=" + percent_encoded(repository) + "&tag=" + percent_encoded(tag);
    co_return co_await change(client, std::move(request), std::string());
}

} // namespace dockwright::engine
