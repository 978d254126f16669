#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include <optional>
#include <string>

namespace dockwright::engine {

Request inspect_image_request(ApiVersion version, std::string_view reference);

/// `reference` is a name as FROM has it, or an id. Nothing if the engine does not have the image: it is
/// not pulled.
boost::asio::awaitable<std::expected<std::optional<Image>, Problem>>
inspect_image(std::shared_ptr<Client> client, std::string reference);

} // namespace dockwright::engine
