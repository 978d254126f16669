#pragma once
#include "model/surroundings.hpp"
#include <filesystem>

namespace dockwright::project {

/// Looks around a Dockerfile on disk: `NAME.dockerignore` beside it, else `.dockerignore` in its
/// folder, which is taken for the build context. Blocks. What can't be read, or is larger than
/// 1 MiB, is as if it were not there.
model::Surroundings read_surroundings(const std::filesystem::path& dockerfile);

} // namespace dockwright::project
