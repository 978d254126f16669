#pragma once
#include "engine/client.hpp"
#include "engine/hijack.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Its terminal or its streams, both ways; with `logs` what it wrote before comes first. No keys detach.
boost::asio::awaitable<std::expected<std::shared_ptr<Hijacked>, Problem>>
attach_container(std::shared_ptr<Client> client, std::string reference, bool input, bool logs);

} // namespace dockwright::engine
