#include "engine/calls/inspect_image.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

Request inspect_image_request(ApiVersion version, std::string_view reference) {
    Request request;
    request.target = target_of(InspectImage::path, version, reference);
    return request;
}

boost::asio::awaitable<std::expected<std::optional<Image>, Problem>>
inspect_image(std::shared_ptr<Client> client, std::string reference) {
    std::expected<Response, Problem> response =
        co_await send(client, inspect_image_request(client->spoken().version, reference));
    if (response && response->status == 404) {
        co_return std::nullopt;
    }
    if (response) {
        response = checked(std::move(*response), client->endpoint());
    }
    if (!response) {
        co_return std::unexpected(std::move(response.error()));
    }
    co_return decode_body<Image>(response->body, client->endpoint());
}

} // namespace dockwright::engine
