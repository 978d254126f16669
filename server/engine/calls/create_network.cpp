#include "engine/calls/create_network.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<CreatedNetwork, Problem>> create_network(std::shared_ptr<Client> client,
                                                                              NetworkSpec spec) {
    spec.check_duplicate = true;
    Request request;
    request.method = Method::post;
    request.target = target_of(CreateNetwork::path, client->spoken().version);
    encode(request.body, spec);
    request.content_type = "application/json";
    co_return co_await call<CreateNetwork>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
