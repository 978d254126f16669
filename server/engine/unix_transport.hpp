#pragma once
#include "engine/stream_transport.hpp"
#include <boost/asio/local/stream_protocol.hpp>
#include <string>

namespace dockwright::engine {

/// A connection to an engine on this machine.
class UnixTransport final : public StreamTransport<boost::asio::local::stream_protocol::socket> {
public:
    explicit UnixTransport(const boost::asio::any_io_executor& executor);

    /// Waits while the listener's backlog is full, until `close`. To be called once.
    boost::asio::awaitable<boost::system::error_code> connect(std::string path);
};

} // namespace dockwright::engine
