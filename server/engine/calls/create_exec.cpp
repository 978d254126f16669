#include "engine/calls/create_exec.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<CreatedExec, Problem>>
create_exec(std::shared_ptr<Client> client, std::string reference, ExecSpec spec) {
    Request request;
    request.method = Method::post;
    request.target = target_of(CreateExec::path, client->spoken().version, reference);
    encode(request.body, spec);
    request.content_type = "application/json";
    co_return co_await call<CreateExec>(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine
