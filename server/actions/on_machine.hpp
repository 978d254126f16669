#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "engine/run_program.hpp"
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::actions {

/// Whether programs can be run on the engine's own machine: it is this one, or SSH gets there.
bool reaches_machine(const engine::Endpoint& endpoint);

/// Whether an engine behind a socket here says that it is on another machine, as one whose socket was bound
/// into a development container, or forwarded. Docker Desktop's own virtual machine doesn't count.
bool is_elsewhere(const engine::Info& info);

/// Whether the engine's machine is this one, as far as its address and its own word tell.
bool is_here(const engine::Endpoint& endpoint, const engine::Info& info);

/// The same as above, where the engine's word is known: what is here need not be its machine.
bool reaches_machine(const engine::Endpoint& endpoint, const engine::Info& info);

/// Asks an engine behind a socket here where it is: kind `machine-not-reached` if it is elsewhere. One that
/// doesn't answer is taken to be here.
boost::asio::awaitable<std::optional<Problem>> look_where(std::shared_ptr<engine::Client> client);

/// Kind `machine-not-reached`.
Problem machine_not_reached(const engine::Endpoint& endpoint);

/// Runs a program on the engine's own machine. Over SSH its words go through the login shell over there,
/// so they are constants of plain signs alone; what is foreign goes to its standard input. Problem kind
/// `machine-not-reached` where there is no way, ssh's own, and those of run_program.
boost::asio::awaitable<std::expected<engine::ProgramAnswer, Problem>>
run_on_machine(std::shared_ptr<engine::Client> client, std::vector<std::string> words, std::string input,
               engine::ProgramLimits limits);

/// ssh to the machine, as engines are reached (shared, kept alive, no prompts), with options in place of a
/// command: `-W`, `HOST:PORT`.
boost::asio::awaitable<std::expected<engine::ProgramCall, Problem>>
ssh_to_machine(std::shared_ptr<engine::Client> client, std::vector<std::string> options);

} // namespace dockwright::actions
