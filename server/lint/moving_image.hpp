#pragma once
#include "lint/rule.hpp"
#include <string>

/// What rules about base images share whose name means another image after each release.
namespace dockwright::lint {

/// Nobody would name a version there: nothing is released under that name any more, the repository builds
/// that image itself, no registry can have the name, what is released under it is one version, which stands
/// in its path, as in `gaudi-docker/1.21.3/pytorch-installer-2.6.0`, a comment shows how the build is given
/// one, or the stage fails where the base's release has changed.
bool needs_no_version(const Facts& facts, const model::Stage& stage);

/// The ARG whose value makes the image's name, alone or with text around it; null if it is none or several.
const model::Binding* image_argument(const model::Document& document, const model::Stage& stage);

/// The stage whose image stands there; null if none does.
const model::Stage* stage_of_image(const model::Document& document, Span image);

/// What to do for a version where the name has none: `add a tag (a colon and a version)`.
std::string version_advice(const model::Image& image, std::string_view usual);

/// A stage's image in quotes, and the ARG that it comes from: `'team/train' (from the default of BASE)`.
std::string said(const Facts& facts, const model::Stage& stage);

/// Points to that ARG.
void relate_argument(Reported& found, const model::Document& document, const model::Stage& stage);

} // namespace dockwright::lint
