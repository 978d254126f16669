#include "engine/calls/list_volumes.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<VolumeList, Problem>> list_volumes(std::shared_ptr<Client> client) {
    Request request;
    request.target = target_of(ListVolumes::path, client->spoken().version);
    co_return co_await call<ListVolumes>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
