#include "lint/named_contexts.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

bool is_named_context(std::string_view name, std::span<const model::Surroundings> builds) {
    return std::ranges::any_of(builds, [&](const model::Surroundings& build) {
        return std::ranges::any_of(build.plans, [&](const model::RunPlan& plan) {
            return std::ranges::find(plan.named_contexts, name) != plan.named_contexts.end();
        });
    });
}

} // namespace

void forget_named_contexts(std::vector<Finding>& findings, std::string_view text,
                           std::span<const model::Surroundings> builds) {
    std::erase_if(findings, [&](const Finding& finding) {
        std::string_view said = finding.span.of(text);
        said.remove_prefix(said.starts_with("--from=") ? 7 : 0);
        return is_named_context(said, builds);
    });
}

} // namespace dockwright::lint
