#include "engine/calls/list_tasks.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::vector<Task>, Problem>> list_tasks(std::shared_ptr<Client> client,
                                                                             std::string service) {
    Request request;
    request.target = target_of(ListTasks::path, client->spoken().version) +
                     "?filters=" + percent_encoded(R"({"service":[")" + service + R"("]})");
    co_return co_await call<ListTasks>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
