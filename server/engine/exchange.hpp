#pragma once
#include "base/problem.hpp"
#include "engine/endpoint.hpp"
#include "engine/http.hpp"
#include "engine/limits.hpp"
#include "engine/transport.hpp"
#include <expected>
#include <memory>

namespace dockwright::engine {

/// What became of one request over one connection.
struct Exchange {
    std::expected<Response, Problem> result;
    /// The connection ended before the answer's first byte. On one that had been idle this means
    /// only that the engine had closed it, so a harmless request may be sent again over a new one.
    bool unanswered = false;
};

/// Writes the request and reads its answer, whatever its status. Not for answers without an end
/// (logs, events). After a failure the transport is closed.
boost::asio::awaitable<Exchange> exchange(std::shared_ptr<Transport> transport, Endpoint endpoint,
                                          Request request, Limits limits);

} // namespace dockwright::engine
