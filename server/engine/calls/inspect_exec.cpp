#include "engine/calls/inspect_exec.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<ExecState, Problem>> inspect_exec(std::shared_ptr<Client> client,
                                                                       std::string id) {
    Request request;
    request.target = target_of(InspectExec::path, client->spoken().version, id);
    co_return co_await call<InspectExec>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
