#pragma once
#include "project/plans/planned.hpp"
#include <filesystem>

namespace dockwright::project {

/// Reads what a Compose file names: small files that lie, links followed, below widest_root. Blocks.
OtherFile other_files(const std::filesystem::path& compose_file);

} // namespace dockwright::project
