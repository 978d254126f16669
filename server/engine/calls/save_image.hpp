#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "engine/stream.hpp"

namespace dockwright::engine {

/// The image as a tar archive, with its names.
boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
save_image(std::shared_ptr<Client> client, std::string image);

} // namespace dockwright::engine
