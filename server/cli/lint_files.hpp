#pragma once
#include "cli/exit_code.hpp"
#include "cli/lint_options.hpp"

namespace dockwright::cli {

/// Lints, mends and prints what was asked for. One bad file never stops the others: it is said in
/// one sentence on standard error, and the exit code is `failed` at the end.
ExitCode lint_files(const LintOptions& options);

} // namespace dockwright::cli
