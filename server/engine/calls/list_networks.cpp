#include "engine/calls/list_networks.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::vector<Network>, Problem>>
list_networks(std::shared_ptr<Client> client) {
    Request request;
    request.target = target_of(ListNetworks::path, client->spoken().version);
    co_return co_await call<ListNetworks>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
