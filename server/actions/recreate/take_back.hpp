#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/recreate/resume.hpp"
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::actions {

/// Every container of the engine, as resume() wants them.
boost::asio::awaitable<std::expected<std::vector<engine::recreate::Present>, Problem>>
present(std::shared_ptr<engine::Client> client);

/// The kind of the problem where neither the old container nor the new one is there any more.
inline constexpr std::string_view recreate_gone = "recreate-gone";

/// Finishes or undoes what the journal tells of, and forgets the journal then. Where a step fails it is left
/// for the next time, which decides anew. Problems: `recreate-stuck`, `recreate-gone` and the engine's.
boost::asio::awaitable<std::expected<engine::recreate::Resumption, Problem>>
settle_journal(std::shared_ptr<engine::Client> client, engine::recreate::Journal journal, std::string folder);

/// As an engine's update wants it.
engine::RestartPolicy policy_of(const engine::recreate::RestartPolicy& policy);

} // namespace dockwright::actions
