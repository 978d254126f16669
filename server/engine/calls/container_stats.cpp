#include "engine/calls/container_stats.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Stats, Problem>> container_stats(std::shared_ptr<Client> client,
                                                                      std::string reference) {
    Request request;
    request.target =
        target_of(ContainerStats::path, client->spoken().version, reference) + "?stream=0&one-shot=1";
    co_return co_await call<ContainerStats>(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
