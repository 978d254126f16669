#pragma once
#include "base/problem.hpp"
#include "engine/endpoint.hpp"
#include "engine/transport.hpp"
#include <chrono>
#include <expected>
#include <memory>
#include <optional>

namespace dockwright::engine {

/// A transport for the endpoint's address, connected within the limit. Keys are read on the pool.
/// Over SSH the program runs then, and whether it can log in shows with the first answer.
boost::asio::awaitable<std::expected<std::shared_ptr<Transport>, Problem>>
connect(boost::asio::any_io_executor executor, Endpoint endpoint, std::chrono::milliseconds limit,
        std::optional<boost::asio::any_io_executor> pool = std::nullopt);

} // namespace dockwright::engine
