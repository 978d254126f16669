#include "engine/tcp_transport.hpp"
#include <boost/asio/connect.hpp>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

} // namespace

TcpTransport::TcpTransport(const asio::any_io_executor& executor)
    : StreamTransport(tcp::socket(executor)), resolver_(executor) {}

asio::awaitable<error_code> TcpTransport::connect(std::string host, std::uint16_t port) {
    const std::string service = std::to_string(port);
    const auto [unresolved, addresses] =
        co_await resolver_.async_resolve(host, service, tcp::resolver::numeric_service, tuple_awaitable);
    if (closed()) {
        co_return asio::error::operation_aborted;
    }
    if (unresolved) {
        co_return unresolved;
    }
    const auto [refused, address] = co_await asio::async_connect(socket(), addresses, tuple_awaitable);
    if (closed()) {
        co_return asio::error::operation_aborted;
    }
    if (!refused) {
        error_code ignored;
        socket().set_option(tcp::no_delay(true), ignored);
        // A machine that vanished without a word would otherwise be waited for without end.
        socket().set_option(asio::socket_base::keep_alive(true), ignored);
    }
    co_return refused;
}

void TcpTransport::close() {
    resolver_.cancel();
    StreamTransport::close();
}

} // namespace dockwright::engine
