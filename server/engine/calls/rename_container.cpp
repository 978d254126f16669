#include "engine/calls/rename_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>>
rename_container(std::shared_ptr<Client> client, std::string reference, std::string name) {
    Request request;
    request.method = Method::post;
    request.target = target_of("/containers/{id}/rename", client->spoken().version, reference) +
                     "?name=" + percent_encoded(name);
    co_return co_await change(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
