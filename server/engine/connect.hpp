#pragma once
#include "base/problem.hpp"
#include "engine/endpoint.hpp"
#include "engine/transport.hpp"
#include <chrono>
#include <expected>
#include <memory>

namespace dockwright::engine {

/// A new connection to the endpoint, over the transport that its address asks for.
boost::asio::awaitable<std::expected<std::shared_ptr<Transport>, Problem>>
connect(boost::asio::any_io_executor executor, Endpoint endpoint, std::chrono::milliseconds limit);

} // namespace dockwright::engine
