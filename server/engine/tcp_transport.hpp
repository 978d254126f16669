#pragma once
#include "engine/endpoint.hpp"
#include "engine/stream_transport.hpp"
#include <boost/asio/ip/tcp.hpp>

namespace dockwright::engine {

/// A connection to an engine over the network, unencrypted.
class TcpTransport final : public StreamTransport<boost::asio::ip::tcp::socket> {
public:
    explicit TcpTransport(const boost::asio::any_io_executor& executor);

    /// Tries every address of the name in turn. `close` ends it. To be called once.
    boost::asio::awaitable<boost::system::error_code> connect(std::string host, std::uint16_t port);

    void close() override;

private:
    boost::asio::ip::tcp::resolver resolver_;
};

} // namespace dockwright::engine
