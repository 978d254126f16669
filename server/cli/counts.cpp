#include "cli/counts.hpp"
#include "lint/rule.hpp"

namespace dockwright::cli {

void Counts::add(const lint::Finding& finding, bool can_be_fixed) {
    const std::size_t one_fixable = can_be_fixed ? 1 : 0;
    ++by_severity[static_cast<std::size_t>(finding.severity)];
    fixable += one_fixable;
    RuleCount& of_rule = by_rule[{finding.severity, finding.rule->id}];
    of_rule.rule = finding.rule;
    ++of_rule.findings;
    of_rule.fixable += one_fixable;
}

Counts& Counts::operator+=(const Counts& other) {
    for (std::size_t i = 0; i < by_severity.size(); ++i) {
        by_severity[i] += other.by_severity[i];
    }
    for (const auto& [key, count] : other.by_rule) {
        RuleCount& sum = by_rule[key];
        sum.rule = count.rule;
        sum.findings += count.findings;
        sum.fixable += count.fixable;
    }
    files += other.files;
    files_with_findings += other.files_with_findings;
    fixable += other.fixable;
    fixed += other.fixed;
    changed += other.changed;
    failing += other.failing;
    templates += other.templates;
    old += other.old;
    return *this;
}

std::size_t Counts::findings() const {
    std::size_t out = 0;
    for (const std::size_t some : by_severity) {
        out += some;
    }
    return out;
}

} // namespace dockwright::cli
