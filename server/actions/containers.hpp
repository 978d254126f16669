#pragma once
#include "actions/container_row.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include <expected>
#include <memory>
#include <optional>
#include <vector>

namespace dockwright::actions {

/// A container as the list and its inspection have it.
struct SeenContainer {
    engine::ContainerSummary summary;
    /// Nothing where the engine refuses it.
    std::optional<engine::Container> inspected;
    engine::GpuUse gpu;
};

/// Those of a list that still are there, in its order, each inspected: GPUs are in no list of an engine's.
/// A few at once; a failure that isn't about one container is the problem.
boost::asio::awaitable<std::expected<std::vector<SeenContainer>, Problem>>
inspect_all(std::shared_ptr<engine::Client> client, std::vector<engine::ContainerSummary> summaries);

/// For a person: without `gpu`'s figures.
ContainerRow row_of(const SeenContainer& container, const engine::Endpoint& endpoint);

/// All containers of one engine with the GPUs that they were given; those with GPUs first, then the
/// running ones, then by name. A container that vanishes meanwhile is left out; one whose
/// inspection the engine refuses is kept, with its access unknown.
boost::asio::awaitable<std::expected<std::vector<ContainerRow>, Problem>>
containers(std::shared_ptr<engine::Client> client);

/// The order of the rows, as the list is shown.
void sort_rows(std::vector<ContainerRow>& rows);

} // namespace dockwright::actions
