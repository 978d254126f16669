#include "lint/gpu_plans.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint {
namespace {

const model::Stage* stage_of(const model::Document& document, const model::RunPlan& plan) {
    const auto stages = document.stages();
    if (stages.empty()) {
        return nullptr;
    }
    const model::Stage* named = document.stage_named(plan.stage, static_cast<std::uint32_t>(stages.size()));
    return named != nullptr ? named : &stages.back();
}

} // namespace

void report_plans(const Facts& facts, Report& report, std::span<const PlanMistake> table) {
    for (const model::RunPlan& plan : facts.surroundings.plans) {
        const model::Stage* stage = stage_of(facts.document, plan);
        for (const model::RunPlan::GpuMistake& mistake : plan.mistakes) {
            const auto known = std::ranges::find(table, mistake.kind, &PlanMistake::kind);
            if (known != table.end() && stage != nullptr) {
                report
                    .at(stage->image.span, "{}:{}: {}", plan.path, std::to_string(mistake.line),
                        known->message)
                    .severity(known->severity)
                    .beside(plan.path, mistake.line, known->message);
            }
        }
    }
}

} // namespace dockwright::lint
