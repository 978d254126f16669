#pragma once
#include "model/surroundings.hpp"
#include <filesystem>
#include <vector>

namespace dockwright::project {

struct FoundPlan {
    model::RunPlan plan;
    std::filesystem::path context; ///< the folder that this build is given
};

/// The services, targets and containers in these folders, the nearest first, whose build names the
/// Dockerfile. Paths in the plans are as seen from its folder. Blocks.
std::vector<FoundPlan> find_plans(const std::filesystem::path& dockerfile,
                                  const std::vector<std::filesystem::path>& folders);

} // namespace dockwright::project
