#pragma once
#include "lint/finding.hpp"
#include "model/surroundings.hpp"
#include <span>
#include <string_view>
#include <vector>

namespace dockwright::lint {

/// Takes back what is said of names that are contexts' and no images'. What one build of the Dockerfile names
/// so is no image for the others either: each target of a bake file names those that its own stages need.
void forget_named_contexts(std::vector<Finding>& findings, std::string_view text,
                           std::span<const model::Surroundings> builds);

} // namespace dockwright::lint
