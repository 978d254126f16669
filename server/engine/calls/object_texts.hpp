#pragma once
#include "engine/client.hpp"
#include <string>

/// What the engine says of an object as it says it: for what has to send members back that nobody here
/// knows.
namespace dockwright::engine {

/// The JSON of one container.
boost::asio::awaitable<std::expected<std::string, Problem>> container_text(std::shared_ptr<Client> client,
                                                                           std::string reference);

/// The JSON of one image; empty where there is none of that name or id.
boost::asio::awaitable<std::expected<std::string, Problem>> image_text(std::shared_ptr<Client> client,
                                                                       std::string reference);

/// The JSON list of the paths of its own layer that differ from the image. Slow where there are many.
boost::asio::awaitable<std::expected<std::string, Problem>> changes_text(std::shared_ptr<Client> client,
                                                                         std::string reference);

} // namespace dockwright::engine
