#pragma once
#include <string_view>

namespace dockwright::engine {

/// `[0-9a-f]{12,64}`: what may stand in an argument vector as a container's id.
bool is_container_id(std::string_view text);

/// What may name a container in a request: a name (`[a-zA-Z0-9][a-zA-Z0-9_.-]*`, with or without
/// the leading slash that engines write), an id, or the beginning of one.
bool is_container_reference(std::string_view text);

/// The first 12 digits, as people see ids.
std::string_view short_id(std::string_view id);

} // namespace dockwright::engine
