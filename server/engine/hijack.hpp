#pragma once
#include "engine/client.hpp"
#include <string>
#include <string_view>

namespace dockwright::engine {

/// A connection that the engine has turned over to a container's terminal or streams: bytes both ways,
/// no longer HTTP. Reads and writes may overlap. Ends with the object; the process inside goes on.
class Hijacked {
public:
    Hijacked(std::shared_ptr<Transport> transport, Endpoint endpoint, ResponseReader reader);

    /// The answer's content type: from API 1.42 it tells whether the bytes are framed (see LogFrames).
    std::string_view content_type() const { return head_.header("Content-Type"); }
    const Endpoint& endpoint() const { return endpoint_; }
    /// Status and headers.
    const Response& head() const { return head_; }
    /// Standard input ends; what the container still says can be read.
    void end_input() { transport_->shutdown_send(); }
    void close() { transport_->close(); }

private:
    friend boost::asio::awaitable<std::expected<std::string, Problem>>
    read(std::shared_ptr<Hijacked> hijacked);
    friend boost::asio::awaitable<std::expected<void, Problem>> write(std::shared_ptr<Hijacked> hijacked,
                                                                      std::string bytes);
    std::shared_ptr<Transport> transport_;
    Endpoint endpoint_;
    ResponseReader reader_;
    Response head_;
    std::string early_;
    /// Without an upgrade the bytes are the body of an answer that ends with the connection.
    bool as_body_ = false;
};

/// The next bytes, empty at the end.
boost::asio::awaitable<std::expected<std::string, Problem>> read(std::shared_ptr<Hijacked> hijacked);
boost::asio::awaitable<std::expected<void, Problem>> write(std::shared_ptr<Hijacked> hijacked,
                                                           std::string bytes);

/// For the attach and exec-start requests. A status of 400 or more becomes a problem.
boost::asio::awaitable<std::expected<std::shared_ptr<Hijacked>, Problem>>
hijack(std::shared_ptr<Client> client, Request request);

} // namespace dockwright::engine
