#pragma once
#include "actions/attach_target.hpp"
#include "actions/client_program.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include <expected>
#include <memory>
#include <string>

namespace dockwright::actions {

/// Finds a running container by its name, id or beginning of an id. Problems: `no-such-container`,
/// `container-not-running` (a paused one too: nothing can be started in it), `client-program-
/// missing`, and the engine's.
boost::asio::awaitable<std::expected<AttachTarget, Problem>>
attach_target(std::shared_ptr<engine::Client> client, std::string reference, ClientPrograms programs);

/// The engine is named in it unless it is the one that the editor would ask anyway.
EditorUri editor_uri(const engine::Container& container, const engine::Endpoint& endpoint);

} // namespace dockwright::actions
