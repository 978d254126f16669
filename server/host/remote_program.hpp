#pragma once
#include "engine/endpoint.hpp"
#include "engine/run_program.hpp"
#include <optional>

namespace dockwright::host {

/// What is to be started here so that the command runs there: for a program that stays open.
boost::asio::awaitable<std::expected<engine::ProgramCall, Problem>>
remote_call(boost::asio::any_io_executor executor, engine::SshAddress address, std::string command,
            std::optional<boost::asio::any_io_executor> pool);

/// Runs a command on the machine behind an SSH address, with `input` on its standard input, over the
/// connection that the engine's is shared with. `command` is for the shell over there, so it must be a
/// constant such as `sh`: what varies belongs into `input`, and nothing foreign into either. Problems:
/// those of run_program and of ssh (engine/ssh_problem.hpp).
boost::asio::awaitable<std::expected<engine::ProgramAnswer, Problem>>
run_remote_program(boost::asio::any_io_executor executor, engine::SshAddress address, std::string command,
                   std::string input, engine::ProgramLimits limits,
                   std::optional<boost::asio::any_io_executor> pool);

} // namespace dockwright::host
