#include "engine/calls/list_services.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::vector<Service>, Problem>>
list_services(std::shared_ptr<Client> client) {
    Request request;
    request.target = target_of(ListServices::path, client->spoken().version) + "?status=true";
    co_return co_await call<ListServices>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
