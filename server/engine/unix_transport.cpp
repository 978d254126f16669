#include "engine/unix_transport.hpp"
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr auto tuple_awaitable = asio::as_tuple(asio::use_awaitable);

/// Linux answers EAGAIN, and queues nothing, when the listener's backlog is full (connect(2)). Asio
/// takes that for a connect under way, finds the socket writable and calls it connected.
bool is_connected(const asio::local::stream_protocol::socket& socket) {
    error_code ec;
    socket.remote_endpoint(ec);
    return !ec;
}

constexpr std::chrono::milliseconds full_backlog_pause{20};

} // namespace

UnixTransport::UnixTransport(const asio::any_io_executor& executor) : socket_(executor) {}

asio::awaitable<error_code> UnixTransport::connect(std::string path) {
    const asio::local::stream_protocol::endpoint address(path);
    while (!closed_) {
        const auto [ec] = co_await socket_.async_connect(address, tuple_awaitable);
        if (ec ? ec != asio::error::try_again : is_connected(socket_)) {
            co_return ec;
        }
        error_code ignored;
        socket_.close(ignored);
        asio::steady_timer pause(socket_.get_executor(), full_backlog_pause);
        co_await pause.async_wait(tuple_awaitable);
    }
    co_return asio::error::operation_aborted;
}

asio::awaitable<Transfer> UnixTransport::read_some(asio::mutable_buffer into) {
    const auto [ec, size] = co_await socket_.async_read_some(into, tuple_awaitable);
    if (ec == asio::error::eof) {
        co_return std::size_t{0};
    }
    if (ec) {
        co_return std::unexpected(ec);
    }
    co_return size;
}

asio::awaitable<Transfer> UnixTransport::write_some(asio::const_buffer from) {
    const auto [ec, size] = co_await socket_.async_write_some(from, tuple_awaitable);
    if (ec) {
        co_return std::unexpected(ec);
    }
    co_return size;
}

void UnixTransport::shutdown_send() {
    error_code ignored;
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
}

void UnixTransport::close() {
    closed_ = true;
    error_code ignored;
    socket_.close(ignored);
}

asio::any_io_executor UnixTransport::executor() {
    return socket_.get_executor();
}

} // namespace dockwright::engine
