#pragma once
#include "engine/endpoint.hpp"
#include "engine/run_program.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <expected>
#include <optional>
#include <string>
#include <vector>

/// Programs on the machine of an engine: started here where its socket is a file, through the system's
/// `ssh` where that is how the engine is reached.
namespace dockwright::host {

/// Whether a program can be run where the engine is. Not over TCP: even a port of this machine may lead to
/// another one.
bool runs_programs(const engine::Address& address);

/// What is to be started here so that `words` run there; for programs that stay open. The words must be
/// constants and numbers of ours: behind ssh a shell reads them, and nothing foreign is for it. Over SSH a
/// login that is shared already is used, and nothing is ever asked of the person. The problems are
/// `cannot-run-programs` and the engine's.
boost::asio::awaitable<std::expected<engine::ProgramCall, Problem>>
program_at(boost::asio::any_io_executor executor, engine::Address address, std::vector<std::string> words,
           std::optional<boost::asio::any_io_executor> pool);

/// The same to its end. Where ssh itself fails, that is the problem; whatever the program's exit code is, is
/// not.
boost::asio::awaitable<std::expected<engine::ProgramAnswer, Problem>>
run_program_at(boost::asio::any_io_executor executor, engine::Address address, std::vector<std::string> words,
               std::string input, engine::ProgramLimits limits,
               std::optional<boost::asio::any_io_executor> pool);

} // namespace dockwright::host
