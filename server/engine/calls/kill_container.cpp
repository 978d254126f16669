#include "engine/calls/kill_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>>
kill_container(std::shared_ptr<Client> client, std::string reference, std::string signal) {
    Request request;
    request.method = Method::post;
    request.target = target_of("/containers/{id}/kill", client->spoken().version, reference) +
                     "?signal=" + percent_encoded(signal);
    co_return co_await change(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
