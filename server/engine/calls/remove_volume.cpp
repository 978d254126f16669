#include "engine/calls/remove_volume.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Changed, Problem>> remove_volume(std::shared_ptr<Client> client,
                                                                      std::string name) {
    Request request;
    request.method = Method::del;
    request.target = target_of("/volumes/{id}", client->spoken().version, name);
    co_return co_await change(client, std::move(request), std::string());
}

} // namespace dockwright::engine
