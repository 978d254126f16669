#include "engine/calls/inspect_container.hpp"
#include "engine/calls/call.hpp"
#include "engine/container_id.hpp"

namespace dockwright::engine {

Request inspect_container_request(ApiVersion version, std::string_view reference) {
    Request request;
    request.target = target_of(InspectContainer::path, version, reference);
    return request;
}

boost::asio::awaitable<std::expected<Container, Problem>> inspect_container(std::shared_ptr<Client> client,
                                                                            std::string reference) {
    if (!is_container_reference(reference)) {
        co_return std::unexpected(no_such_container(client->endpoint(), reference));
    }
    Request request = inspect_container_request(client->spoken().version, reference);
    std::expected<Container, Problem> found =
        co_await call<InspectContainer>(client, std::move(request), std::move(reference));
    if (found && !is_container_id(found->id)) {
        co_return std::unexpected(not_an_engine(client->endpoint(), "a container's id isn't hexadecimal"));
    }
    co_return found;
}

} // namespace dockwright::engine
