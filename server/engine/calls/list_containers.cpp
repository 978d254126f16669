#include "engine/calls/list_containers.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

Request list_containers_request(ApiVersion version) {
    Request request;
    request.target = target_of(ListContainers::path, version) + "?all=1";
    return request;
}

boost::asio::awaitable<std::expected<std::vector<ContainerSummary>, Problem>>
list_containers(std::shared_ptr<Client> client) {
    Request request = list_containers_request(client->spoken().version);
    co_return co_await call<ListContainers>(std::move(client), std::move(request), std::string());
}

bool is_up(const ContainerSummary& container) {
    return container.state == "running" || container.state == "paused" || container.state == "restarting";
}

boost::asio::awaitable<std::expected<std::vector<ContainerSummary>, Problem>>
list_containers_up(std::shared_ptr<Client> client) {
    Request request = list_containers_request(client->spoken().version);
    if (!client->spoken().podman) {
        request.target = target_of(ListContainers::path, client->spoken().version);
    }
    auto listed = co_await call<ListContainers>(std::move(client), std::move(request), std::string());
    if (listed) {
        std::erase_if(*listed, [](const ContainerSummary& one) { return !is_up(one); });
    }
    co_return listed;
}

} // namespace dockwright::engine
