#pragma once
#include "cli/counts.hpp"
#include "cli/lint_options.hpp"
#include <string>
#include <string_view>

namespace dockwright::cli {

/// "1 file", "2 files".
std::string counted(std::size_t count, std::string_view one);

/// "3 findings (1 error, 2 warnings) in 2 of 10 files; 2 can be fixed with --fix".
std::string summary(const Counts& counts);

/// The same of a run, which may have mended something or only shown how.
std::string summary(const Counts& counts, const LintOptions& options);

/// A line each of what was found how often, the gravest and most frequent first, below a heading; "" if
/// nothing was.
std::string rule_table(const Counts& counts);

} // namespace dockwright::cli
