#pragma once
#include "lint/rule.hpp"
#include <vector>

/// For rules about size: whose images are large enough to matter.
namespace dockwright::lint {

/// Whether somebody may keep an image that holds what a stage puts into it. Nobody does if the stage is not
/// shipped, if the images on it are built for no more than a check, for files, or beside the last one to work
/// on it, by a bake file or by their stages' names, or if the Dockerfile's path says that its image is for
/// tests.
class KeptImages {
public:
    explicit KeptImages(const Facts& facts);

    bool hold(const model::Stage& stage) const { return holds_[stage.index]; }

private:
    std::vector<bool> holds_;
};

} // namespace dockwright::lint
