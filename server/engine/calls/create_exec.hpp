#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// A program to run in a container that runs; started by start_exec.
boost::asio::awaitable<std::expected<CreatedExec, Problem>> create_exec(std::shared_ptr<Client> client,
                                                                        std::string reference, ExecSpec spec);

} // namespace dockwright::engine
