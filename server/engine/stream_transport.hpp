#pragma once
#include "engine/transport.hpp"
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace dockwright::engine {

/// A transport over one of Asio's stream sockets. For the .cpp files of the transports alone.
template <typename Socket>
class StreamTransport : public Transport {
public:
    explicit StreamTransport(Socket socket) : socket_(std::move(socket)) {}

    boost::asio::awaitable<Transfer> read_some(boost::asio::mutable_buffer into) override {
        const auto [ec, size] = co_await socket_.async_read_some(into, tuple_awaitable);
        if (ec == boost::asio::error::eof) {
            co_return std::size_t{0};
        }
        if (ec) {
            co_return std::unexpected(ec);
        }
        co_return size;
    }

    boost::asio::awaitable<Transfer> write_some(boost::asio::const_buffer from) override {
        const auto [ec, size] = co_await socket_.async_write_some(from, tuple_awaitable);
        if (ec) {
            co_return std::unexpected(ec);
        }
        co_return size;
    }

    void shutdown_send() override {
        boost::system::error_code ignored;
        socket_.shutdown(boost::asio::socket_base::shutdown_send, ignored);
    }

    void close() override {
        closed_ = true;
        boost::system::error_code ignored;
        socket_.close(ignored);
    }

    boost::asio::any_io_executor executor() override { return socket_.get_executor(); }

protected:
    static constexpr auto tuple_awaitable = boost::asio::as_tuple(boost::asio::use_awaitable);

    Socket& socket() { return socket_; }
    bool closed() const { return closed_; }

private:
    Socket socket_;
    bool closed_ = false;
};

} // namespace dockwright::engine
