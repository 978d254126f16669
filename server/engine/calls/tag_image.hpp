#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Gives the image another name. `repository` has no tag in it.
boost::asio::awaitable<std::expected<Changed, Problem>>
tag_image(std::shared_ptr<Client> client, std::string image, std::string repository, std::string tag);

} // namespace dockwright::engine
