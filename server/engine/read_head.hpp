#pragma once
#include "engine/http.hpp"
#include "engine/problems.hpp"
#include "engine/transport.hpp"
#include <memory>

namespace dockwright::engine {

/// Reads until the reader has the head of the answer. The reader must outlive the call. Where the
/// transport ends without a byte, its own words of why count first.
boost::asio::awaitable<std::expected<void, Problem>> read_head(std::shared_ptr<Transport> transport,
                                                               Endpoint endpoint, ResponseReader* reader);

/// What became of a read that failed.
Problem broken_stream(const Endpoint& endpoint, const boost::system::error_code& ec);
Problem broken_stream(const Endpoint& endpoint, ReadFailure failure);

} // namespace dockwright::engine
