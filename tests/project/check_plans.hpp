#pragma once
#include "model/surroundings.hpp"
#include <string>

namespace dockwright::project {

/// All that a plan says: `kind name@line`, then what is set, then its mistakes as `mistake@line`.
std::string said(const model::RunPlan& plan);

} // namespace dockwright::project
