#include "engine/calls/top_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<TopAnswer, Problem>>
top_container(std::shared_ptr<Client> client, std::string reference, std::string ps_arguments) {
    Request request;
    request.target = target_of(TopContainer::path, client->spoken().version, reference) +
                     "?ps_args=" + percent_encoded(ps_arguments);
    co_return co_await call<TopContainer>(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
