#pragma once
#include "lint/finding.hpp"
#include <array>
#include <compare>
#include <cstddef>
#include <map>
#include <string_view>

namespace dockwright::cli {

/// The findings of one rule at one severity.
struct RuleKey {
    lint::Severity severity = lint::Severity::warning;
    std::string_view rule;

    auto operator<=>(const RuleKey&) const = default;
};

struct RuleCount {
    const lint::Rule* rule = nullptr;
    std::size_t findings = 0;
    std::size_t fixable = 0; ///< by --fix
};

/// What was found, for summaries and for the exit code.
struct Counts {
    std::array<std::size_t, 4> by_severity{}; ///< indexed by lint::Severity
    std::map<RuleKey, RuleCount> by_rule;     ///< the gravest first
    std::size_t files = 0;
    std::size_t files_with_findings = 0;
    std::size_t fixable = 0; ///< by --fix
    std::size_t fixed = 0;   ///< or, with --diff, would be
    std::size_t changed = 0; ///< files that are, or would be, another text now
    std::size_t failing = 0; ///< files with something at or above the fail level that holds for them
    /// Files of a folder that Dockerfiles are made of; they are in none of the others.
    std::size_t templates = 0;
    std::size_t old = 0; ///< findings that the baseline has; they are in none of the others

    void add(const lint::Finding& finding, bool can_be_fixed);
    Counts& operator+=(const Counts& other);
    std::size_t findings() const;
};

} // namespace dockwright::cli
