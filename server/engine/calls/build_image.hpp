#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "engine/stream.hpp"
#include <string>
#include <utility>
#include <vector>

namespace dockwright::engine {

/// Builds from a tar archive; `query` is the encoded rest of the target (`t=…&target=…`). Progress as JSON
/// values. `auth` is X-Registry-Config or empty.
boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
build_image(std::shared_ptr<Client> client, std::string query, std::string auth, BodySource archive);

/// The value of `buildargs`, not yet encoded: names and values.
std::string build_arguments(const std::vector<std::pair<std::string, std::string>>& arguments);

} // namespace dockwright::engine
