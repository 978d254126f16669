#include "engine/calls/version.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Version, Problem>> version(std::shared_ptr<Client> client) {
    Request request;
    request.target = target_of(VersionEndpoint::path, client->spoken().version);
    co_return co_await call<VersionEndpoint>(std::move(client), std::move(request), std::string());
}

} // namespace dockwright::engine
