#include "engine/calls/image_history.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::vector<HistoryItem>, Problem>>
image_history(std::shared_ptr<Client> client, std::string image) {
    Request request;
    request.target = target_of(ImageHistory::path, client->spoken().version, image);
    co_return co_await call<ImageHistory>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
