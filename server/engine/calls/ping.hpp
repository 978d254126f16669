#pragma once
#include "engine/client.hpp"
#include <string>

namespace dockwright::engine {

/// Agrees on an API version, by `HEAD /_ping` and where that isn't answered `GET /_ping`. `pinned`
/// (DOCKER_API_VERSION) turns the choice off; empty chooses the lower of the engine's newest and
/// ours. Does not store the outcome in the client.
boost::asio::awaitable<std::expected<Spoken, Problem>> ping(std::shared_ptr<Client> client,
                                                            std::string pinned);

/// What the answer to a ping says; pure. The problem is `engine-not-an-engine`, `engine-version-
/// refused` or `engine-request-refused`.
std::expected<Spoken, Problem> spoken_by(const Response& response, const Endpoint& endpoint,
                                         std::string_view pinned);

} // namespace dockwright::engine
