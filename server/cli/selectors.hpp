#pragma once
#include "base/problem.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::cli {

/// Says that `option` was given something that is neither a rule's id nor a group nor a peer's code,
/// with the nearest that are; nothing if it is one.
std::optional<Problem> unknown_selector(std::string_view option, std::string_view selector);

/// Says that there is no such rule or code, with the nearest.
Problem unknown_rule(std::string_view name);

} // namespace dockwright::cli
