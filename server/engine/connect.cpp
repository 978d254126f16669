#include "engine/connect.hpp"
#include "engine/deadline.hpp"
#include "engine/on_pool.hpp"
#include "engine/problems.hpp"
#include "engine/ssh_transport.hpp"
#include "engine/tcp_transport.hpp"
#include "engine/tls_transport.hpp"
#include "engine/unix_transport.hpp"

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Connected = std::expected<std::shared_ptr<Transport>, Problem>;
using Pool = std::optional<asio::any_io_executor>;

asio::awaitable<Connected> over_unix(asio::any_io_executor executor, Endpoint endpoint, UnixAddress address,
                                     std::chrono::milliseconds limit) {
    const auto transport = std::make_shared<UnixTransport>(executor);
    const Deadline deadline(*transport, limit);
    const error_code ec = co_await transport->connect(address.path);
    if (deadline.passed()) {
        co_return std::unexpected(timed_out(endpoint, "connecting", limit));
    }
    if (ec) {
        co_return std::unexpected(connect_problem(endpoint, ec));
    }
    co_return transport;
}

asio::awaitable<Connected> over_tcp(asio::any_io_executor executor, Endpoint endpoint, TcpAddress address,
                                    std::chrono::milliseconds limit) {
    const auto transport = std::make_shared<TcpTransport>(executor);
    const Deadline deadline(*transport, limit);
    const error_code ec = co_await transport->connect(address.host, address.port);
    if (deadline.passed()) {
        co_return std::unexpected(timed_out(endpoint, "connecting", limit));
    }
    if (ec) {
        co_return std::unexpected(connect_problem(endpoint, ec));
    }
    co_return transport;
}

asio::awaitable<Connected> over_tls(asio::any_io_executor executor, Endpoint endpoint, TlsAddress address,
                                    std::chrono::milliseconds limit, Pool pool) {
    using Context = std::expected<std::shared_ptr<TlsContext>, std::string>;
    std::function<Context()> reading = [files = address.files] { return tls_context(files); };
    Context context = co_await on_pool<Context>(std::move(pool), std::move(reading));
    if (!context) {
        co_return std::unexpected(tls_failed(endpoint, context.error()));
    }
    TcpAddress plain{.host = address.host, .port = address.port};
    Connected below = co_await over_tcp(executor, endpoint, std::move(plain), limit);
    if (!below) {
        co_return std::unexpected(std::move(below.error()));
    }
    const auto transport =
        std::make_shared<TlsTransport>(std::move(*below), std::move(*context), address.host);
    const Deadline deadline(*transport, limit);
    const std::expected<void, std::string> agreed = co_await transport->handshake();
    if (deadline.passed()) {
        co_return std::unexpected(timed_out(endpoint, "agreeing on TLS", limit));
    }
    if (!agreed) {
        co_return std::unexpected(tls_failed(endpoint, agreed.error()));
    }
    co_return transport;
}

/// The address decides; each way is a coroutine of its own.
struct Ways {
    asio::any_io_executor executor;
    Endpoint endpoint;
    std::chrono::milliseconds limit;
    Pool pool;

    asio::awaitable<Connected> operator()(const UnixAddress& address) const {
        return over_unix(executor, endpoint, address, limit);
    }
    asio::awaitable<Connected> operator()(const TcpAddress& address) const {
        return over_tcp(executor, endpoint, address, limit);
    }
    asio::awaitable<Connected> operator()(const TlsAddress& address) const {
        return over_tls(executor, endpoint, address, limit, pool);
    }
    asio::awaitable<Connected> operator()(const SshAddress& address) const {
        return over_ssh(executor, endpoint, address, pool);
    }
};

} // namespace

asio::awaitable<Connected> connect(asio::any_io_executor executor, Endpoint endpoint,
                                   std::chrono::milliseconds limit, Pool pool) {
    const Ways ways{
        .executor = std::move(executor), .endpoint = endpoint, .limit = limit, .pool = std::move(pool)};
    return std::visit(ways, endpoint.address);
}

} // namespace dockwright::engine
