#include "engine/calls/create_service.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<CreatedService, Problem>>
create_service(std::shared_ptr<Client> client, std::string body, std::string auth) {
    Request request;
    request.method = Method::post;
    request.target = target_of(CreateService::path, client->spoken().version);
    request.body = std::move(body);
    request.content_type = "application/json";
    if (!auth.empty()) {
        request.headers.push_back({.name = "X-Registry-Auth", .value = std::move(auth)});
    }
    co_return co_await call<CreateService>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
