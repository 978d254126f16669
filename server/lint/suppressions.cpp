#include "lint/suppressions.hpp"
#include "lint/peers.hpp"
#include "lint/rule.hpp"
#include "lint/suppression_reader.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

bool names(const Suppression& suppression, const Finding& finding, std::optional<Dialect> dialect) {
    const std::string_view selector = suppression.selector;
    if (suppression.dialect == Dialect::check) {
        return std::ranges::any_of(finding.codes, [&](const Code& code) {
            // To BuildKit a skipped check can still be an experiment that is switched on.
            const bool reached = !dialect || (!is_off_by_default(code.code) &&
                                              (suppression.whole_file || !ignores_comments_above(code.code)));
            return reached && peer_of(code.code) == Peer::buildkit &&
                   (selector == "all" || code.code == selector);
        });
    }
    if (suppression.dialect == Dialect::dockerfile_utils) {
        return std::ranges::any_of(
            finding.codes, [](const Code& code) { return peer_of(code.code) == Peer::dockerfile_utils; });
    }
    if (suppression.dialect == Dialect::shellcheck && selector == "all") {
        return std::ranges::any_of(finding.codes,
                                   [](const Code& code) { return code.code.starts_with("SC"); });
    }
    return std::ranges::any_of(finding.codes, [&](const Code& code) { return code.code == selector; }) ||
           (suppression.dialect == Dialect::dockwright &&
            (finding.rule->id == selector || name(finding.rule->group) == selector ||
             finding.rule->also.contains(selector)));
}

} // namespace

Suppressions::Suppressions(const model::Document& document) {
    SuppressionReader(document, *this).run();
}

bool Suppressions::switches_on(std::string_view code, Offset at) const {
    return std::ranges::any_of(experimental_, [&](const Experiment& experiment) {
        return (experiment.code == code || experiment.code == "all") && experiment.scope.contains(at);
    });
}

bool Suppressions::cover(const Finding& finding, std::optional<Dialect> dialect) {
    bool covered = false;
    const auto look = [&](std::uint32_t i) {
        Suppression& suppression = all_[i];
        const bool seen = !dialect || (suppression.dialect == *dialect && suppression.adjacent);
        if (seen && suppression.scope.contains(finding.span.begin) && names(suppression, finding, dialect)) {
            suppression.used = covered = true;
        }
    };
    // Instructions lie one behind the other, so only the last that begins before it can hold it.
    const auto begin_of = [&](std::uint32_t i) { return all_[i].scope.begin; };
    const auto behind = std::ranges::upper_bound(narrow_, finding.span.begin, {}, begin_of);
    if (behind != narrow_.begin()) {
        const Offset begin = begin_of(*std::prev(behind));
        std::for_each(std::ranges::lower_bound(narrow_, begin, {}, begin_of), behind, look);
    }
    std::ranges::for_each(wide_, look);
    return covered;
}

} // namespace dockwright::lint
