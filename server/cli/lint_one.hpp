#pragma once
#include "base/problem.hpp"
#include "cli/baseline.hpp"
#include "cli/counts.hpp"
#include "cli/lint_options.hpp"
#include "cli/search.hpp"
#include "cli/settings_of.hpp"
#include "cli/shell_checks.hpp"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::cli {

/// One file, done.
struct Outcome {
    std::string path;          ///< as it is shown
    std::string text;          ///< for standard output: a difference, or the mended text
    std::vector<Piece> pieces; ///< one for each of the outputs
    std::optional<Problem> problem;
    Counts counts;
    std::vector<lint::BaselineEntry> old;  ///< for a new baseline: all that was found
    std::vector<lint::BaselineEntry> gone; ///< what the baseline has and is found no more
    /// What was read for it; null if nothing was.
    std::shared_ptr<const config::Configuration> configuration;
};

/// Standard output carries the mended text of standard input, and findings go to standard error.
bool prints_text(const LintOptions& options);

/// Reads, lints, mends and formats one file. `baseline` may be null. ShellCheck is asked here about what it
/// was not asked about before.
Outcome lint_one(const Target& target, const LintOptions& options, const BaselineFile* baseline,
                 SettingsOf& settings_of, ShellChecks& checks);

} // namespace dockwright::cli
