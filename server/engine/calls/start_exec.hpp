#pragma once
#include "engine/client.hpp"
#include "engine/hijack.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Starts what create_exec made and gives its streams. A program that isn't there is told inside the
/// stream, with exit code 126 or 127.
boost::asio::awaitable<std::expected<std::shared_ptr<Hijacked>, Problem>>
start_exec(std::shared_ptr<Client> client, std::string id, ExecStart start);

} // namespace dockwright::engine
