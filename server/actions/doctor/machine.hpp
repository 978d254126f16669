#pragma once
#include "engine/endpoint.hpp"
#include "host/facts.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <expected>
#include <optional>

namespace dockwright::actions {

/// How the machine of an engine at this address can be asked.
host::Reach reach_of(const engine::Endpoint& endpoint);

/// Runs the probe there and adds what it printed. A probe that ends early is no problem as long as it said
/// something. Bounded in time (two minutes: nvidia-smi takes seconds a call) and in bytes.
boost::asio::awaitable<std::expected<host::Facts, Problem>>
machine_facts(engine::Endpoint endpoint, host::Facts into, std::optional<boost::asio::any_io_executor> pool);

} // namespace dockwright::actions
