#pragma once
#include "cli/format.hpp"
#include "lint/linter.hpp"
#include <optional>
#include <string>
#include <vector>

namespace dockwright::cli {

/// All that `dockwright lint` was asked for.
struct LintOptions {
    std::vector<std::string> paths; ///< files, folders, or "-"
    std::string stdin_name = "-";   ///< what "-" is called in the output
    lint::Settings settings;
    const OutputFormat* format = nullptr;
    bool color = false;
    bool fix = false;
    bool unsafe_fixes = false; ///< with `fix` or `diff`: the unsafe ones too
    bool diff = false;         ///< show what `fix` would do, and do nothing
    /// The mildest severity that makes the exit code 1; nothing: none does.
    std::optional<lint::Severity> fail_level = lint::Severity::warning;
    unsigned jobs = 0; ///< threads; 0: as many as there are processors
};

} // namespace dockwright::cli
