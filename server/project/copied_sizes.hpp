#pragma once
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include "project/folders.hpp"
#include <filesystem>
#include <span>

namespace dockwright::project {

/// Surroundings' `sizes`. Nothing is asked where the Dockerfile removes nothing. `folders` are those that may
/// be the context, the likeliest first; of a folder in it only so much is counted as makes it large. Blocks.
void find_sizes(model::Surroundings& out, const model::Document& document,
                std::span<const std::filesystem::path> folders, Folders& known);

} // namespace dockwright::project
