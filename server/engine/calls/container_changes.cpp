#include "engine/calls/container_changes.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::vector<Change>, Problem>>
container_changes(std::shared_ptr<Client> client, std::string reference) {
    Request request;
    request.target = target_of(ContainerChanges::path, client->spoken().version, reference);
    request.patience = std::chrono::minutes(2);
    std::expected<Response, Problem> response = co_await send(client, std::move(request));
    if (response) {
        response = checked(std::move(*response), client->endpoint(), reference);
    }
    if (!response) {
        co_return std::unexpected(std::move(response.error()));
    }
    if (response->body.starts_with("null")) {
        co_return std::vector<Change>(); // so docker says that nothing was changed
    }
    co_return decode_body<std::vector<Change>>(response->body, client->endpoint());
}

} // namespace dockwright::engine
