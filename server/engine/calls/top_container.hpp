#pragma once
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"

namespace dockwright::engine {

/// The processes of a container that runs, by the numbers of the engine's machine, with the columns that
/// `ps_arguments` names; the one of the process number must be among them.
boost::asio::awaitable<std::expected<TopAnswer, Problem>>
top_container(std::shared_ptr<Client> client, std::string reference, std::string ps_arguments);

} // namespace dockwright::engine
