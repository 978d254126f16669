#pragma once
#include "base/problem.hpp"
#include <cstdint>
#include <optional>
#include <string>

namespace dockwright::actions {

/// Why a file is no archive that an engine makes images of, as `docker save` and `dockwright export` write
/// them; nothing where it is one, or is packed (gzip, bzip2, xz, zstd), which only the engine looks into.
/// Reads the headers of its members alone, however large it is. Kinds: `file-unreadable`,
/// `not-an-image-archive`, `image-archive-cut`,
/// `image-archive-incomplete`. Blocks: for the pool.
std::optional<Problem> archive_problem(const std::string& path);

} // namespace dockwright::actions
