#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "engine/stream.hpp"

namespace dockwright::engine {

/// Unpacks a tar archive into a folder of a container, which must be there.
boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
put_archive(std::shared_ptr<Client> client, std::string reference, std::string folder, BodySource archive);

} // namespace dockwright::engine
