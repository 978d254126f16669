#pragma once
#include "actions/container_row.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <expected>
#include <memory>
#include <vector>

namespace dockwright::actions {

/// All containers of one engine with the GPUs that they were given; those with GPUs first, then the
/// running ones, then by name. A container that vanishes meanwhile is left out; one whose
/// inspection the engine refuses is kept, with its access unknown.
boost::asio::awaitable<std::expected<std::vector<ContainerRow>, Problem>>
containers(std::shared_ptr<engine::Client> client);

/// The order of the rows, as the list is shown.
void sort_rows(std::vector<ContainerRow>& rows);

} // namespace dockwright::actions
