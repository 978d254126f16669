#include "engine/calls/system_info.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

Request system_info_request(ApiVersion version) {
    Request request;
    request.target = target_of(InfoEndpoint::path, version);
    return request;
}

boost::asio::awaitable<std::expected<Info, Problem>> system_info(std::shared_ptr<Client> client) {
    Request request = system_info_request(client->spoken().version);
    co_return co_await call<InfoEndpoint>(std::move(client), std::move(request), std::string());
}

} // namespace dockwright::engine
