#pragma once
#include "engine/transport.hpp"
#include <boost/asio/local/stream_protocol.hpp>
#include <string>

namespace dockwright::engine {

/// A Unix stream socket.
class UnixTransport final : public Transport {
public:
    explicit UnixTransport(const boost::asio::any_io_executor& executor);

    /// The path must be short enough for a socket address (parse_host sees to that).
    boost::asio::awaitable<boost::system::error_code> connect(std::string path);

    boost::asio::awaitable<Transfer> read_some(boost::asio::mutable_buffer into) override;
    boost::asio::awaitable<Transfer> write_some(boost::asio::const_buffer from) override;
    void shutdown_send() override;
    void close() override;
    boost::asio::any_io_executor executor() override;

private:
    boost::asio::local::stream_protocol::socket socket_;
    bool closed_ = false;
};

} // namespace dockwright::engine
