#pragma once
#include "lint/rule.hpp"
#include <span>
#include <string_view>

/// What is wrong with how something beside the Dockerfile asks for a GPU.
namespace dockwright::lint {

struct PlanMistake {
    model::RunPlan::GpuMistake::Kind kind = model::RunPlan::GpuMistake::Kind::capabilities_missing;
    std::string_view message; ///< behind "compose.yaml:7: "
    Severity severity = Severity::error;
};

/// Reports those of a table at the FROM of the stage that the plan builds.
void report_plans(const Facts& facts, Report& report, std::span<const PlanMistake> table);

} // namespace dockwright::lint
