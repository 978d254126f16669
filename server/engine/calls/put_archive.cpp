#include "engine/calls/put_archive.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
put_archive(std::shared_ptr<Client> client, std::string reference, std::string folder, BodySource archive) {
    Request request;
    request.method = Method::put;
    request.target = target_of("/containers/{id}/archive", client->spoken().version, reference) +
                     "?noOverwriteDirNonDir=1&path=" + percent_encoded(folder);
    request.content_type = "application/x-tar";
    co_return co_await open_upload(client, std::move(request), std::move(archive));
}

} // namespace dockwright::engine
