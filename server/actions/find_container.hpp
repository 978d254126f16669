#pragma once
#include "actions/container_row.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace dockwright::actions {

/// By its name, its id or the beginning of its id, as the engine resolves them. Problems:
/// `no-such-container`, which names the one that was perhaps meant; `container-ambiguous` where several ids
/// begin so; and the engine's.
boost::asio::awaitable<std::expected<engine::Container, Problem>>
find_container(std::shared_ptr<engine::Client> client, std::string reference);

/// As find_container; the problem is also `container-not-running` (a paused one too: nothing can be started
/// in it).
boost::asio::awaitable<std::expected<engine::Container, Problem>>
find_running(std::shared_ptr<engine::Client> client, std::string reference);

enum class Among : std::uint8_t { all, running, stopped, running_with_gpu };

/// Those that a person who named none is to choose from, in the order of the list.
boost::asio::awaitable<std::expected<std::vector<ContainerRow>, Problem>>
candidates(std::shared_ptr<engine::Client> client, Among among);

/// Without the slash that engines write before it.
std::string bare_name(const engine::Container& container);

} // namespace dockwright::actions
