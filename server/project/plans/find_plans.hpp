#pragma once
#include "model/surroundings.hpp"
#include "project/folders.hpp"
#include <filesystem>
#include <span>
#include <vector>

namespace dockwright::project {

struct FoundPlan {
    model::RunPlan plan;
    std::filesystem::path context; ///< the folder that this build is given
};

/// The services, targets and containers in these folders, the nearest first, whose build names the
/// Dockerfile. Paths in the plans are as seen from its folder. A bake file's paths are as seen from the
/// folder in which `docker buildx bake` is called (docs/bake-reference.md of docker/buildx,
/// "target.context"): its own or one above it, the first that makes them name the Dockerfile. Blocks.
std::vector<FoundPlan> find_plans(const std::filesystem::path& folder, std::string_view name,
                                  std::span<const Folder> folders);

} // namespace dockwright::project
