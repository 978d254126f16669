#include "engine/calls/inspect_distribution.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Distribution, Problem>>
inspect_distribution(std::shared_ptr<Client> client, std::string image, std::string auth) {
    Request request;
    request.target = target_of(InspectDistribution::path, client->spoken().version, image);
    if (!auth.empty()) {
        request.headers.push_back({.name = "X-Registry-Auth", .value = std::move(auth)});
    }
    request.patience = std::chrono::seconds(30);
    co_return co_await call<InspectDistribution>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
