#pragma once
#include "cli/format.hpp"
#include "config/configuration.hpp"
#include <memory>
#include <string>
#include <vector>

namespace dockwright::cli {

/// All that `dockwright lint` was asked for.
struct LintOptions {
    std::vector<std::string> paths; ///< files, folders, or "-"
    std::string stdin_name = "-";   ///< what "-" is called in the output
    config::Wishes wishes;          ///< over what the files say
    /// This configuration for all files, and none is looked for.
    std::shared_ptr<const config::Configuration> configuration{};
    bool isolated = false; ///< no configuration is read
    const OutputFormat* format = nullptr;
    bool color = false;
    bool fix = false;
    bool unsafe_fixes = false; ///< with `fix` or `diff`: the unsafe ones too
    bool diff = false;         ///< show what `fix` would do, and do nothing
    unsigned jobs = 0;         ///< threads; 0: as many as there are processors
};

} // namespace dockwright::cli
