#pragma once
#include "engine/client.hpp"
#include <functional>
#include <string>

namespace dockwright::engine {

/// An answer whose body goes on: logs, events, progress, an archive. Its connection is its own and
/// ends with it; closing it is how such a request is cancelled. Used from one thread.
class Stream {
public:
    Stream(std::shared_ptr<Transport> transport, Endpoint endpoint, ResponseReader reader);

    /// Status and headers.
    const Response& head() const { return head_; }
    const Endpoint& endpoint() const { return endpoint_; }
    void close() { transport_->close(); }

private:
    friend boost::asio::awaitable<std::expected<std::string, Problem>> next(std::shared_ptr<Stream> stream);
    std::shared_ptr<Transport> transport_;
    Endpoint endpoint_;
    ResponseReader reader_;
    Response head_;
};

/// The next piece of the body, as it came: at most 64 KiB, empty at its end. Waits without limit.
boost::asio::awaitable<std::expected<std::string, Problem>> next(std::shared_ptr<Stream> stream);

/// What is still to come, at most `limit` bytes.
boost::asio::awaitable<std::expected<std::string, Problem>> rest_of(std::shared_ptr<Stream> stream,
                                                                    std::size_t limit);

using OpenedStream = std::expected<std::shared_ptr<Stream>, Problem>;

/// Sends the request and waits for the head of its answer, as long as the request's patience. A
/// status of 400 or more becomes a problem, with the words of the body.
boost::asio::awaitable<OpenedStream> open_stream(std::shared_ptr<Client> client, Request request);

/// Gives the next piece of a body; an empty one is its end.
using BodySource = std::function<boost::asio::awaitable<std::expected<std::string, Problem>>()>;

/// The same with a body that is sent in pieces while the answer may already come: the engine answers
/// before it has read all when it refuses. A failure of the source breaks the request off, and is the
/// problem.
boost::asio::awaitable<OpenedStream> open_upload(std::shared_ptr<Client> client, Request request,
                                                 BodySource body);

} // namespace dockwright::engine
