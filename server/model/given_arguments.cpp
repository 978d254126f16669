#include "model/given_arguments.hpp"
#include <algorithm>

namespace dockwright::model {

const RunPlan* giver(const Surroundings& surroundings, std::string_view argument) {
    const auto found = std::ranges::find_if(surroundings.plans, [&](const RunPlan& plan) {
        return std::ranges::any_of(plan.build_arguments,
                                   [&](const auto& given) { return given.first == argument; });
    });
    return found == surroundings.plans.end() ? nullptr : &*found;
}

} // namespace dockwright::model
