#pragma once
#include "lint/rule.hpp"
#include <string>

/// What rules about base images share whose name means another image after each release.
namespace dockwright::lint {

/// Nobody would name a version there: the repository builds that image itself, or what is released under
/// the name is one version, which stands in its path: `gaudi-docker/1.21.3/pytorch-installer-2.6.0`.
bool needs_no_version(const Facts& facts, const model::Image& image);

/// A stage's image in quotes, and the ARG that it comes from: `'team/train' (from the default of BASE)`.
std::string said(const Facts& facts, const model::Stage& stage);

/// Points to that ARG.
void relate_argument(Reported& found, const model::Document& document, const model::Stage& stage);

} // namespace dockwright::lint
