#include "engine/connect.hpp"
#include "engine/deadline.hpp"
#include "engine/problems.hpp"
#include "engine/unix_transport.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Transport>, Problem>>
connect(boost::asio::any_io_executor executor, Endpoint endpoint, std::chrono::milliseconds limit) {
    const auto transport = std::make_shared<UnixTransport>(executor);
    const Deadline deadline(*transport, limit);
    const boost::system::error_code ec = co_await transport->connect(endpoint.socket_path);
    if (deadline.passed()) {
        co_return std::unexpected(timed_out(endpoint, "connecting", limit));
    }
    if (ec) {
        co_return std::unexpected(connect_problem(endpoint, ec));
    }
    co_return transport;
}

} // namespace dockwright::engine
