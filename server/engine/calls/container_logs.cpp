#include "engine/calls/container_logs.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
container_logs(std::shared_ptr<Client> client, std::string reference, bool follow, std::string tail,
               std::string since, bool timestamps) {
    Request request;
    request.target = target_of("/containers/{id}/logs", client->spoken().version, reference) +
                     "?stdout=1&stderr=1&follow=" + (follow ? "1" : "0") + "&tail=" + percent_encoded(tail) +
                     "&timestamps=" + (timestamps ? "1" : "0");
    if (!since.empty()) {
        request.target += "&since=" + percent_encoded(since);
    }
    co_return co_await open_stream(client, std::move(request));
}

} // namespace dockwright::engine
