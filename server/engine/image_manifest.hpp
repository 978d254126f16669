#pragma once
#include <cstddef>
#include <set>
#include <string>

namespace dockwright::engine {

/// What manifest.json names and the archive doesn't hold: engines with containerd's store have written such
/// archives, with status 200, of images whose layers they had unpacked and no longer packed.
std::size_t count_missing(const std::string& manifest, const std::set<std::string>& members);

} // namespace dockwright::engine
