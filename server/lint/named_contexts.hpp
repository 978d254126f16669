#pragma once
#include "lint/finding.hpp"
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include <span>
#include <vector>

namespace dockwright::lint {

/// Takes back what is said of names that are contexts' and no images'. What one build of the Dockerfile names
/// so is no image for the others either: each target of a bake file names those that its own stages need.
/// `document` has the values of the build that the findings are of: a variable may hold such a name.
void forget_named_contexts(std::vector<Finding>& findings, const model::Document& document,
                           std::span<const model::Surroundings> builds);

} // namespace dockwright::lint
