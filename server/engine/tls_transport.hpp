#pragma once
#include "engine/endpoint.hpp"
#include "engine/transport.hpp"
#include <memory>
#include <string>

namespace dockwright::engine {

/// The keys and authorities of a TLS connection, read from their files; shared by its connections.
struct TlsContext;

/// Reads the files: blocks, so for the pool. At least TLS 1.2; the engine's certificate must name the
/// host unless the files say `unchecked`. The problem's words are OpenSSL's.
std::expected<std::shared_ptr<TlsContext>, std::string> tls_context(const TlsFiles& files);

/// TLS over another transport. OpenSSL sees bytes alone and never a socket, so that one direction can
/// be ended (close_notify) while the other goes on, as an attached terminal needs it.
class TlsTransport final : public Transport {
public:
    TlsTransport(std::shared_ptr<Transport> below, std::shared_ptr<TlsContext> context, std::string host);
    ~TlsTransport() override;

    /// The handshake; the words of what failed.
    boost::asio::awaitable<std::expected<void, std::string>> handshake();

    boost::asio::awaitable<Transfer> read_some(boost::asio::mutable_buffer into) override;
    boost::asio::awaitable<Transfer> write_some(boost::asio::const_buffer from) override;
    void shutdown_send() override;
    void close() override;
    boost::asio::any_io_executor executor() override;

private:
    struct State;
    /// Shared with the coroutine that sends a close_notify behind `shutdown_send`.
    std::shared_ptr<State> state_;
};

} // namespace dockwright::engine
