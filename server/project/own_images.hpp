#pragma once
#include "model/document.hpp"
#include "project/folders.hpp"
#include <span>
#include <string>
#include <vector>

namespace dockwright::project {

/// Surroundings' `own_images`. `folders` are the Dockerfile's and those above it. Asks the disk three
/// times at the most about an image that could be one, and only about those without a version. Blocks.
std::vector<std::string> find_own_images(const model::Document& document, std::span<const Folder> folders);

} // namespace dockwright::project
