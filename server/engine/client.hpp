#pragma once
#include "base/problem.hpp"
#include "engine/api_version.hpp"
#include "engine/endpoint.hpp"
#include "engine/http.hpp"
#include "engine/limits.hpp"
#include "engine/transport.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <expected>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace dockwright::engine {

/// What the ping told of an engine.
struct Spoken {
    /// The version that every path is prefixed with.
    ApiVersion version;
    /// Podman's compatible API: some of Docker's is missing there.
    bool podman = false;

    bool operator==(const Spoken&) const = default;
};

/// One engine, and the connections to it. Requests may overlap: each has a connection to itself
/// while it lasts, and idle ones are used again. Used from one thread. Not a session: nothing of
/// the engine's state is kept. Made by `open_engine`; its calls are the files of engine/calls/.
class Client {
public:
    /// `pool` decodes answers over 1 MiB, off the caller's loop; without one they are decoded
    /// where they arrive (right for a program that does nothing else meanwhile).
    Client(boost::asio::any_io_executor executor, Endpoint endpoint, Limits limits,
           std::optional<boost::asio::any_io_executor> pool = std::nullopt);

    const Endpoint& endpoint() const { return endpoint_; }
    const boost::asio::any_io_executor& executor() const { return executor_; }
    const Limits& limits() const { return limits_; }
    const std::optional<boost::asio::any_io_executor>& pool() const { return pool_; }
    void set_limits(Limits limits) { limits_ = limits; }
    /// Another way to the same engine, for connections to come.
    void set_address(Address address) { endpoint_.address = std::move(address); }
    const Spoken& spoken() const { return spoken_; }
    void set_spoken(Spoken spoken) { spoken_ = spoken; }

private:
    friend boost::asio::awaitable<std::expected<Response, Problem>> send(std::shared_ptr<Client> client,
                                                                         Request request);
    boost::asio::any_io_executor executor_;
    Endpoint endpoint_;
    Limits limits_;
    std::optional<boost::asio::any_io_executor> pool_;
    Spoken spoken_;
    /// Connections whose last answer was read whole.
    std::vector<std::shared_ptr<Transport>> idle_;
};

/// One request and its answer, whatever its status.
boost::asio::awaitable<std::expected<Response, Problem>> send(std::shared_ptr<Client> client,
                                                              Request request);

} // namespace dockwright::engine
