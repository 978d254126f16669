#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "engine/stream.hpp"

namespace dockwright::engine {

/// Progress as JSON values; success only where they end without an error among them. `tag` is a tag or a
/// digest and never empty: without one, engines fetch every tag. `auth` is X-Registry-Auth or empty;
/// `platform` such as "linux/amd64" or empty. Closing it cancels.
boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
pull_image(std::shared_ptr<Client> client, std::string repository, std::string tag, std::string platform,
           std::string auth);

} // namespace dockwright::engine
