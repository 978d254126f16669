#pragma once
#include "lint/linter.hpp"
#include "model/plan_file.hpp"
#include <span>

namespace dockwright::lint {

/// The findings of a Dockerfile in each of these builds, of which there is at least one; the same finding
/// once. One that is there for a plan's build arguments names the plan. `document` was parsed without build
/// arguments; the plans of one build agree in theirs.
std::vector<Finding> lint_builds(const model::Document& document, const Settings& settings,
                                 std::span<const model::Surroundings> builds);

/// The text with the fixes of all builds, as lint::fix has them, and how many they are.
struct FixedText {
    std::string text;
    std::size_t count = 0;
};
FixedText fix_builds(std::string text, const Settings& settings, bool unsafe_too,
                     std::span<const model::Surroundings> builds);

/// What is wrong in a Compose file, bake file or devcontainer.json itself: in Dockerfiles that stand in it,
/// and with how it asks for GPUs. Places and fixes are of `host`, its text. `around` is for each of the
/// file's inlines, or empty.
std::vector<Finding> lint_plan_file(std::string_view host, const model::PlanFile& file,
                                    const Settings& settings,
                                    std::span<const model::Surroundings> around = {});

/// Edits of `host` that mend the Dockerfiles in it, as lint::fix does, and how many fixes they are.
struct FixedPlanFile {
    std::vector<TextEdit> edits; ///< all at once
    std::size_t count = 0;
};
FixedPlanFile fix_plan_file(std::string_view host, const model::PlanFile& file, const Settings& settings,
                            bool unsafe_too, std::span<const model::Surroundings> around = {});

} // namespace dockwright::lint
