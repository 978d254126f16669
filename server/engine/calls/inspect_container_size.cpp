#include "engine/calls/inspect_container_size.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Container, Problem>>
inspect_container_size(std::shared_ptr<Client> client, std::string reference) {
    Request request;
    request.target = target_of(InspectContainer::path, client->spoken().version, reference) + "?size=1";
    request.patience = std::chrono::minutes(2);
    co_return co_await call<InspectContainer>(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
