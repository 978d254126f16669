#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// `body` is the request's JSON, `auth` as for pull_image: handed on to the nodes.
boost::asio::awaitable<std::expected<CreatedService, Problem>>
create_service(std::shared_ptr<Client> client, std::string body, std::string auth);

} // namespace dockwright::engine
