#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "engine/stream.hpp"

namespace dockwright::engine {

/// Progress as JSON values, as pull_image. `auth` may not be empty: engines up to 20.10 refuse none at all.
boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
push_image(std::shared_ptr<Client> client, std::string repository, std::string tag, std::string auth);

} // namespace dockwright::engine
