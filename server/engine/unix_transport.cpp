#include "engine/unix_transport.hpp"
#include <boost/asio/steady_timer.hpp>
#include <chrono>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// Linux answers EAGAIN, and queues nothing, when the listener's backlog is full (connect(2)). Asio
/// takes that for a connect under way, finds the socket writable and calls it connected.
bool is_connected(const asio::local::stream_protocol::socket& socket) {
    error_code ec;
    socket.remote_endpoint(ec);
    return !ec;
}

constexpr std::chrono::milliseconds full_backlog_pause{20};

} // namespace

UnixTransport::UnixTransport(const asio::any_io_executor& executor)
    : StreamTransport(asio::local::stream_protocol::socket(executor)) {}

asio::awaitable<error_code> UnixTransport::connect(std::string path) {
    const asio::local::stream_protocol::endpoint address(path);
    while (!closed()) {
        const auto [ec] = co_await socket().async_connect(address, tuple_awaitable);
        if (ec ? ec != asio::error::try_again : is_connected(socket())) {
            co_return ec;
        }
        error_code ignored;
        socket().close(ignored);
        asio::steady_timer pause(socket().get_executor(), full_backlog_pause);
        co_await pause.async_wait(tuple_awaitable);
    }
    co_return asio::error::operation_aborted;
}

} // namespace dockwright::engine
