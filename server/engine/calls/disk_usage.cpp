#include "engine/calls/disk_usage.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<DiskUsage, Problem>> disk_usage(std::shared_ptr<Client> client) {
    Request request;
    request.target = target_of(DiskUsageEndpoint::path, client->spoken().version);
    request.patience = std::chrono::minutes(10);
    co_return co_await call<DiskUsageEndpoint>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
