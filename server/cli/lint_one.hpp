#pragma once
#include "base/problem.hpp"
#include "cli/lint_options.hpp"
#include "cli/search.hpp"
#include "cli/settings_of.hpp"
#include <array>
#include <memory>
#include <optional>
#include <string>

namespace dockwright::cli {

/// What was found, for the last line and for the exit code.
struct Counts {
    std::array<std::size_t, 4> by_severity{}; ///< indexed by lint::Severity
    std::size_t files = 0;
    std::size_t files_with_findings = 0;
    std::size_t fixable = 0; ///< by --fix
    std::size_t fixed = 0;   ///< or, with --diff, would be
    std::size_t changed = 0; ///< files that are, or would be, another text now
    std::size_t failing = 0; ///< files with something at or above the fail level that holds for them

    Counts& operator+=(const Counts& other);
    std::size_t findings() const;
};

/// One file, done.
struct Outcome {
    std::string output; ///< for standard output
    std::string errors; ///< for standard error, ready to be shown
    std::optional<Problem> problem;
    Counts counts;
    /// What was read for it; null if nothing was.
    std::shared_ptr<const config::Configuration> configuration;
};

/// Standard output carries the mended text of standard input, and findings go to standard error.
bool prints_text(const LintOptions& options);

/// Reads, lints, mends and formats one file.
Outcome lint_one(const Target& target, const LintOptions& options, SettingsOf& settings_of);

/// "3 findings (1 error, 2 warnings) in 2 of 10 files; 2 can be mended with --fix".
std::string summary(const Counts& counts, const LintOptions& options);

} // namespace dockwright::cli
