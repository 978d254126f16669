#pragma once
#include <filesystem>

namespace dockwright::project {

/// Whether a package in that folder takes its version from git as it is built, so that a build without `.git`
/// stops or gives version 0: setuptools-scm, versioneer and their kin. Blocks.
bool takes_version_from_git(const std::filesystem::path& folder);

} // namespace dockwright::project
