#include "engine/calls/create_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<CreatedContainer, Problem>>
create_container(std::shared_ptr<Client> client, std::string name, std::string platform, std::string body) {
    std::string target = target_of(CreateContainer::path, client->spoken().version);
    target += "?name=" + percent_encoded(name);
    if (!platform.empty()) {
        target += "&platform=" + percent_encoded(platform);
    }
    Request request;
    request.method = Method::post;
    request.target = target;
    request.body = std::move(body);
    request.content_type = "application/json";
    request.patience = std::chrono::minutes(2);
    co_return co_await call<CreateContainer>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
