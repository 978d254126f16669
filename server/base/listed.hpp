#pragma once
#include <cstddef>
#include <span>
#include <string>

namespace dockwright {

/// `a`, `a and b`, `a, b and c`; of more than `most` names the first ones and how many more there are:
/// `a, b and 3 more`.
std::string listed(std::span<const std::string> names, std::size_t most);

} // namespace dockwright
