#include "engine/calls/pull_image.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
pull_image(std::shared_ptr<Client> client, std::string repository, std::string tag, std::string platform,
           std::string auth) {
    Request request;
    request.method = Method::post;
    request.target = "/v" + to_string(client->spoken().version) +
                     "/images/create?fromImage=" + percent_encoded(repository) +
                     "&tag=" + percent_encoded(tag);
    if (!platform.empty()) {
        request.target += "&platform=" + percent_encoded(platform);
    }
    if (!auth.empty()) {
        request.headers.push_back({.name = "X-Registry-Auth", .value = std::move(auth)});
    }
    request.patience = std::chrono::minutes(5);
    co_return co_await open_stream(client, std::move(request));
}

} // namespace dockwright::engine
