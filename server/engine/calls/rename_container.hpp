#pragma once
#include "engine/changed.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// Works while it runs. A name that is taken is `container-name-taken`.
boost::asio::awaitable<std::expected<Changed, Problem>>
rename_container(std::shared_ptr<Client> client, std::string reference, std::string name);

} // namespace dockwright::engine
