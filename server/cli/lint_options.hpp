#pragma once
#include "cli/report_writer.hpp"
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
    bool isolated = false;         ///< no configuration is read
    std::vector<OutputTo> outputs; ///< at most one goes to standard output
    bool color = false;            ///< on standard output
    bool summary = false;          ///< rule by rule
    std::string baseline;          ///< findings in this file don't count; "": there is none
    std::string new_baseline;      ///< findings are written there and don't count; "": nowhere
    bool fix = false;
    bool unsafe_fixes = false;                ///< with `fix` or `diff`: the unsafe ones too
    bool diff = false;                        ///< show what `fix` would do, and do nothing
    const char* const* environment = nullptr; ///< as `environ`: where ShellCheck and its cache are
    bool git_ignored_too = false;             ///< folders are searched without .gitignore
    unsigned jobs = 0;                        ///< threads; 0: as many as there are processors
};

} // namespace dockwright::cli
