#include "engine/calls/object_texts.hpp"
#include "engine/calls/call.hpp"
#include "engine/container_id.hpp"

namespace dockwright::engine {
namespace {

using Text = std::expected<std::string, Problem>;

boost::asio::awaitable<Text> text_of(std::shared_ptr<Client> client, Request request, std::string reference) {
    std::expected<Response, Problem> response = co_await send(client, std::move(request));
    if (response) {
        response = checked(std::move(*response), client->endpoint(), reference);
    }
    if (!response) {
        co_return std::unexpected(std::move(response.error()));
    }
    co_return std::move(response->body);
}

} // namespace

boost::asio::awaitable<Text> container_text(std::shared_ptr<Client> client, std::string reference) {
    if (!is_container_reference(reference)) {
        co_return std::unexpected(no_such_container(client->endpoint(), reference));
    }
    Request request;
    request.target = target_of("/containers/{id}/json", client->spoken().version, reference);
    co_return co_await text_of(client, std::move(request), std::move(reference));
}

boost::asio::awaitable<Text> image_text(std::shared_ptr<Client> client, std::string reference) {
    Request request;
    request.target = target_of("/images/{id}/json", client->spoken().version, reference);
    std::expected<Response, Problem> response = co_await send(client, std::move(request));
    if (response && response->status == 404) {
        co_return std::string();
    }
    if (response) {
        response = checked(std::move(*response), client->endpoint());
    }
    if (!response) {
        co_return std::unexpected(std::move(response.error()));
    }
    co_return std::move(response->body);
}

boost::asio::awaitable<Text> changes_text(std::shared_ptr<Client> client, std::string reference) {
    Request request;
    request.target = target_of("/containers/{id}/changes", client->spoken().version, reference);
    request.patience = std::chrono::minutes(2);
    co_return co_await text_of(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
