#include "engine/calls/save_image.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
save_image(std::shared_ptr<Client> client, std::string image) {
    Request request;
    request.target = target_of("/images/{id}/get", client->spoken().version, image);
    request.patience = std::chrono::minutes(10);
    co_return co_await open_stream(client, std::move(request));
}

} // namespace dockwright::engine
