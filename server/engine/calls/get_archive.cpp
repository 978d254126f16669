#include "engine/calls/get_archive.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
get_archive(std::shared_ptr<Client> client, std::string reference, std::string path) {
    Request request;
    request.target = target_of("/containers/{id}/archive", client->spoken().version, reference) +
                     "?path=" + percent_encoded(path);
    request.patience = std::chrono::minutes(2);
    co_return co_await open_stream(client, std::move(request));
}

} // namespace dockwright::engine
