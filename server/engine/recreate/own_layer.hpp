#pragma once
#include "engine/recreate/plan.hpp"

namespace dockwright::engine::recreate {

/// What a container would take with it if it were deleted. `changes_json`: the answer of
/// /containers/{id}/changes.
std::expected<Layer, Problem> own_layer(const Container& container, std::string_view changes_json);

/// For POST /networks/{network}/connect.
std::string connect_body(std::string_view container_id, const NetworkConnection& connection);

} // namespace dockwright::engine::recreate
