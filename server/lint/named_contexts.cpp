#include "lint/named_contexts.hpp"
#include "lint/moving_image.hpp"
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

/// What the finding is about, as the builder looks it up.
std::string_view name_at(const model::Document& document, Span span) {
    if (const model::Stage* stage = stage_of_image(document, span)) {
        return stage->image.name;
    }
    std::string_view written = span.of(document.text());
    written.remove_prefix(written.starts_with("--from=") ? 7 : 0);
    return written;
}

} // namespace

void forget_named_contexts(std::vector<Finding>& findings, const model::Document& document,
                           std::span<const model::Surroundings> builds) {
    if (std::ranges::all_of(builds, [](const model::Surroundings& build) { return build.plans.empty(); })) {
        return;
    }
    std::erase_if(findings, [&](const Finding& finding) {
        return is_named_context(name_at(document, finding.span), builds);
    });
}

} // namespace dockwright::lint
