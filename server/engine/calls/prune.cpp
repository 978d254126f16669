#include "engine/calls/prune.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Pruned, Problem>> prune(std::shared_ptr<Client> client, std::string kind,
                                                             std::string filters) {
    Request request;
    request.method = Method::post;
    request.target = "/v" + to_string(client->spoken().version) + "/" + kind + "/prune";
    if (!filters.empty()) {
        request.target += "?filters=" + percent_encoded(filters);
    }
    request.patience = std::chrono::milliseconds(0);
    co_return co_await call<PruneEndpoint>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
