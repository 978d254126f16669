#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Its own layer becomes an image; volumes stay apart. Frozen meanwhile. `changes` are Dockerfile lines,
/// joined by LF.
boost::asio::awaitable<std::expected<CommittedImage, Problem>>
commit_container(std::shared_ptr<Client> client, std::string reference, std::string repository,
                 std::string tag, std::string comment, std::string changes);

} // namespace dockwright::engine
