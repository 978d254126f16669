#pragma once
#include "base/problem.hpp"
#include "engine/child.hpp"
#include "engine/endpoint.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <expected>
#include <optional>

namespace dockwright::engine {

/// `ssh` and its arguments for a machine, as ssh_command has them, with the pipe to the engine as the
/// last argument, which others replace. Asks ssh for its own configuration of the machine, and makes the
/// folder for shared connections on the pool, so that all of a person's connections to it are one.
/// Nothing is ever asked of the person. Problems: those of run_program and of ssh_command.
boost::asio::awaitable<std::expected<ProgramCall, Problem>>
ssh_call(boost::asio::any_io_executor executor, SshAddress address,
         std::optional<boost::asio::any_io_executor> pool);

} // namespace dockwright::engine
