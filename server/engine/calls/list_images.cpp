#include "engine/calls/list_images.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::vector<ImageSummary>, Problem>>
list_images(std::shared_ptr<Client> client) {
    Request request;
    // Podman 4.3 answers nothing at all where digests are asked for, and always gives them.
    const bool asks_for_digests = !client->spoken().podman;
    request.target =
        target_of(ListImages::path, client->spoken().version) + (asks_for_digests ? "?digests=1" : "");
    co_return co_await call<ListImages>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
