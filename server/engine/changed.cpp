#include "engine/changed.hpp"
#include "engine/answer.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>> change(std::shared_ptr<Client> client,
                                                               Request request, std::string reference) {
    constexpr unsigned not_modified = 304;
    std::expected<Response, Problem> response = co_await send(client, std::move(request));
    if (response) {
        response = checked(std::move(*response), client->endpoint(), reference);
    }
    if (!response) {
        co_return std::unexpected(std::move(response.error()));
    }
    co_return response->status == not_modified ? Changed::unchanged : Changed::yes;
}

} // namespace dockwright::engine
