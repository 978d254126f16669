#pragma once
#include "gpu/host.hpp"
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::testing {

/// A host as a line of a case: cards with ` + ` between them and ` x 2` behind one that is there
/// twice, a comma, the driver (or `unknown`), then `key=value`: toolkit (a version or `none`), mode,
/// engine, platform, os, request. Nothing for `none`. The error says what can't be read.
std::expected<std::optional<gpu::Host>, std::string> host_of_case(std::string_view line);

} // namespace dockwright::testing
