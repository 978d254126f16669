#include "engine/calls/update_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<UpdateAnswer, Problem>>
update_container(std::shared_ptr<Client> client, std::string reference, ContainerUpdate update) {
    Request request;
    request.method = Method::post;
    request.target = target_of(UpdateContainer::path, client->spoken().version, reference);
    encode(request.body, update);
    request.content_type = "application/json";
    co_return co_await call<UpdateContainer>(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
