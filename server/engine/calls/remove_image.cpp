#include "engine/calls/remove_image.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::vector<RemovedImage>, Problem>>
remove_image(std::shared_ptr<Client> client, std::string image) {
    Request request;
    request.method = Method::del;
    request.target = target_of(RemoveImage::path, client->spoken().version, image) + "?force=0&noprune=0";
    request.patience = std::chrono::minutes(5);
    co_return co_await call<RemoveImage>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
