#pragma once
#include "project/plans/find_plans.hpp"
#include "project/plans/plan_file.hpp"
#include <filesystem>
#include <vector>

namespace dockwright::project {

/// A Dockerfile that a Compose file, bake file or devcontainer.json builds.
struct NamedBuild {
    std::filesystem::path dockerfile; ///< as its file's path goes on
    FoundPlan found;                  ///< its path as seen from the Dockerfile's folder
    bool is_own = true;               ///< false: a file that this one includes says so
};

/// The builds of a file that is at that path: what an override says together with what it overrides, and
/// of a devcontainer.json through the Compose files that it names, and those that are included. Neither need
/// the Dockerfiles be there, nor lie near. Blocks.
std::vector<NamedBuild> named_builds(const std::filesystem::path& file, const ReadPlanFile& read);

} // namespace dockwright::project
