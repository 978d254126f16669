#pragma once
#include "model/surroundings.hpp"
#include <string_view>

namespace dockwright::model {

/// The first plan that gives an ARG a value in place of its default; null if none does.
const RunPlan* giver(const Surroundings& surroundings, std::string_view argument);

} // namespace dockwright::model
