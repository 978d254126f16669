#pragma once
#include "model/document.hpp"
#include "project/folders.hpp"
#include <span>
#include <string>
#include <vector>

namespace dockwright::project {

/// Surroundings' `own_images`: a folder beside the Dockerfile's, beside the one above or in the root's
/// `images` is called like the last part of the name and holds a Dockerfile; or the Dockerfile's comments, or
/// a script, page, Compose file or bake file in its folder, in one above it or where a repository has its
/// scripts, build an image of that name and tag; or who owns the repository owns the image.
///
/// `folders` are the Dockerfile's and those above it. Nothing is asked but about images without a version,
/// and of each folder once. Blocks.
std::vector<std::string> find_own_images(const model::Document& document, std::span<const Folder> folders,
                                         Folders& known);

} // namespace dockwright::project
