#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// The only way to its exit code.
boost::asio::awaitable<std::expected<ExecState, Problem>> inspect_exec(std::shared_ptr<Client> client,
                                                                       std::string id);

} // namespace dockwright::engine
