#pragma once
#include "cli/exit_code.hpp"
#include <string>
#include <vector>

namespace dockwright::cli {

struct ContextOptions {
    std::string folder = ".";
    std::string dockerfile;       ///< "": Dockerfile in the folder
    std::vector<std::string> why; ///< paths in the folder to explain, in place of the list
    bool files = false;           ///< each file that is sent
    bool json = false;
};

/// Prints what a build would be sent of a folder, and what `.dockerignore` leaves out.
ExitCode show_context(const ContextOptions& options);

} // namespace dockwright::cli
