#include "engine/calls/wait_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
wait_container(std::shared_ptr<Client> client, std::string reference, std::string condition) {
    Request request;
    request.method = Method::post;
    request.target =
        target_of(WaitContainer::path, client->spoken().version, reference) + "?condition=" + condition;
    request.patience = std::chrono::milliseconds(0);
    co_return co_await open_stream(client, std::move(request));
}

} // namespace dockwright::engine
