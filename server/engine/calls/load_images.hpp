#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "engine/stream.hpp"

namespace dockwright::engine {

/// Images from a tar archive, as save_image gives it; progress as JSON values.
boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
load_images(std::shared_ptr<Client> client, BodySource archive);

} // namespace dockwright::engine
