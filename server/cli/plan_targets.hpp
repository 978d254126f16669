#pragma once
#include "cli/search.hpp"
#include "cli/settings_of.hpp"

namespace dockwright::cli {

/// Adds the Dockerfiles that the Compose files, bake files and devcontainer.json among the targets build,
/// each with its builds; those that are targets already get the builds. A Dockerfile that is found so alone
/// is built so alone. Taken are those in the folder that was searched, or, of a file that was named, in its
/// repository, links followed; without a repository in its folder and the one above. Problems, of named
/// files only: `dockerfile-missing`, `dockerfile-outside`, `plan-unreadable`.
std::vector<Problem> add_plan_targets(std::vector<Target>& files, SettingsOf& settings_of);

} // namespace dockwright::cli
