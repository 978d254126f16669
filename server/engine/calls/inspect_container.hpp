#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

Request inspect_container_request(ApiVersion version, std::string_view reference);

/// `reference` is a name, an id or the beginning of an id; the engine resolves it. The answer's id
/// has the form that is_container_id accepts.
boost::asio::awaitable<std::expected<Container, Problem>> inspect_container(std::shared_ptr<Client> client,
                                                                            std::string reference);

} // namespace dockwright::engine
