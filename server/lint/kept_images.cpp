#include "lint/kept_images.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <string>
#include <vector>

namespace dockwright::lint {
namespace {

bool is_test_word(std::string_view word) {
    constexpr std::string_view words[] = {"e2e", "test", "testdata", "testfiles", "testing", "tests"};
    return std::ranges::find(words, word) != std::end(words);
}

/// `tests`, `nnp-test`, `test_image`, `Dockerfile.test`: the first or the last word says it, besides the
/// usual one of a file.
bool is_for_tests(std::string_view name) {
    constexpr std::string_view usual = "dockerfile";
    name.remove_prefix(name.starts_with(usual) ? std::min(usual.size() + 1, name.size()) : 0U);
    name.remove_suffix(name.ends_with(".dockerfile") ? usual.size() + 1 : 0U);
    const std::string_view rest = name.substr(std::min(name.find_first_of("-_."), name.size()));
    const std::size_t last = rest.find_last_of("-_.");
    return is_test_word(name.substr(0, name.size() - rest.size())) ||
           (last != std::string_view::npos && is_test_word(rest.substr(last + 1)));
}

bool has_test_path(std::string_view path) {
    const std::string lowered = ascii::lowered(path);
    for (std::string_view rest = lowered; !rest.empty();) {
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        if (is_for_tests(rest.substr(0, slash))) {
            return true;
        }
        rest.remove_prefix(std::min(slash + 1, rest.size()));
    }
    return false;
}

/// A stage that is built to see whether something fails.
bool is_check(std::string_view stage) {
    constexpr std::string_view names[] = {"check", "lint", "validate", "vet"};
    return is_for_tests(stage) || std::ranges::find(names, stage) != std::end(names);
}

/// A stage beside the one that is shipped, with the tools to work on it: some lists are nothing next to
/// those.
bool is_for_developers(std::string_view stage) {
    constexpr std::string_view names[] = {"debug", "dev", "devcontainer", "devel", "develop", "development"};
    return std::ranges::find(names, stage) != std::end(names);
}

bool is_imageless(const Facts& facts, const model::Stage& stage) {
    const auto& imageless = facts.surroundings.imageless;
    return std::ranges::find(imageless, stage.index) != imageless.end();
}

bool builds_image_of(const Facts& facts, const model::Stage& stage) {
    return !stage.name.empty() &&
           std::ranges::any_of(facts.surroundings.plans, [&](const model::RunPlan& plan) {
               return plan.makes_image && ascii::equal(plan.stage, stage.name);
           });
}

} // namespace

KeptImages::KeptImages(const Facts& facts) : holds_(facts.document.stages().size()) {
    if (has_test_path(facts.surroundings.path)) {
        return;
    }
    const auto stages = facts.document.stages();
    std::vector<bool> is_below(stages.size());      // a shipped one builds on it
    for (std::size_t i = stages.size(); i-- > 0;) { // from those that build on others to these
        const model::Stage& stage = stages[i];
        if (!stage.shipped) {
            holds_[i] = false;
            continue;
        }
        const bool last = i + 1 == stages.size();
        const std::string name = ascii::lowered(stage.name);
        const bool aside = is_check(name) || (!last && is_for_developers(name));
        const bool built =
            builds_image_of(facts, stage) || ((last || !is_below[i]) && !is_imageless(facts, stage));
        holds_[i] = holds_[i] || (built && !aside);
        if (stage.image.stage) {
            is_below[*stage.image.stage] = true;
            holds_[*stage.image.stage] = holds_[*stage.image.stage] || holds_[i];
        }
    }
}

} // namespace dockwright::lint
