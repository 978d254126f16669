#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "engine/stream.hpp"

namespace dockwright::engine {

/// What it has written, and with `follow` what it will. Framed (LogFrames) unless it has a terminal. `tail`
/// is a number of lines or "all"; `since` seconds since 1970, also with a fraction, or empty.
boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
container_logs(std::shared_ptr<Client> client, std::string reference, bool follow, std::string tail,
               std::string since, bool timestamps);

} // namespace dockwright::engine
