#include "engine/calls/start_exec.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Hijacked>, Problem>>
start_exec(std::shared_ptr<Client> client, std::string id, ExecStart start) {
    Request request;
    request.method = Method::post;
    request.target = target_of("/exec/{id}/start", client->spoken().version, id);
    encode(request.body, start);
    request.content_type = "application/json";
    co_return co_await hijack(client, std::move(request));
}

} // namespace dockwright::engine
