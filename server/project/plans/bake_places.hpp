#pragma once
#include "project/folders.hpp"
#include "project/plans/planned.hpp"
#include <filesystem>
#include <optional>
#include <span>

namespace dockwright::project {

/// The folder that a target is given as its context if its paths, as seen from one of the folders, name the
/// Dockerfile; the first counts. Without a look at the disk: the Dockerfile's path has neither `..` nor
/// links.
std::optional<std::filesystem::path> context_for(const std::filesystem::path& dockerfile,
                                                 const Planned& target, std::span<const Folder> folders);

/// The same, if they do with other values of their variables: then nothing more is known than what the target
/// calls contexts.
std::optional<std::filesystem::path> open_context_for(const std::filesystem::path& dockerfile,
                                                      const Planned& target, std::span<const Folder> folders);

} // namespace dockwright::project
