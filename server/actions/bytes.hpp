#pragma once
#include <cstdint>
#include <string>

namespace dockwright::actions {

/// "812 kB", "3.4 GB": powers of 1000, as docker shows sizes.
std::string bytes_text(std::uint64_t bytes);

} // namespace dockwright::actions
