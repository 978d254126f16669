#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "engine/stream.hpp"

namespace dockwright::engine {

/// A file or folder of a container as a tar archive; also of one that doesn't run.
boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
get_archive(std::shared_ptr<Client> client, std::string reference, std::string path);

} // namespace dockwright::engine
