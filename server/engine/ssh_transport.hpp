#pragma once
#include "engine/endpoint.hpp"
#include "engine/transport.hpp"
#include <memory>
#include <optional>

namespace dockwright::engine {

/// An engine behind the system's `ssh`: the program's standard input and output are the connection.
/// Whether it can log in shows only when something is read; why it couldn't, its `failure` says. A
/// connection that the person's own configuration doesn't share is shared by us (one login, many
/// connections), in a folder that is made on the pool. Nothing is ever asked of the person here.
boost::asio::awaitable<std::expected<std::shared_ptr<Transport>, Problem>>
over_ssh(boost::asio::any_io_executor executor, Endpoint endpoint, SshAddress address,
         std::optional<boost::asio::any_io_executor> pool);

} // namespace dockwright::engine
