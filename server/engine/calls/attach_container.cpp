#include "engine/calls/attach_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Hijacked>, Problem>>
attach_container(std::shared_ptr<Client> client, std::string reference, bool input, bool logs) {
    Request request;
    request.method = Method::post;
    // The keys can't be switched off: a sequence that nobody types stands for none.
    request.target = target_of("/containers/{id}/attach", client->spoken().version, reference) +
                     "?stream=1&stdout=1&stderr=1&stdin=" + (input ? "1" : "0") +
                     "&logs=" + (logs ? "1" : "0") + "&detachKeys=ctrl-%5E%2Cctrl-%5E%2Cctrl-%5E";
    co_return co_await hijack(client, std::move(request));
}

} // namespace dockwright::engine
