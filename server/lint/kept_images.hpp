#pragma once
#include "lint/rule.hpp"

/// For rules about size: whose images are large enough to matter.
namespace dockwright::lint {

/// Whether somebody may keep an image that holds what a stage puts into it. Nobody does if the stage is not
/// shipped, if the images on it are built for no more than a check or for files, by a bake file or by their
/// stages' names, or if the Dockerfile's path says that its image is for tests.
bool is_kept(const Facts& facts, const model::Stage& stage);

} // namespace dockwright::lint
