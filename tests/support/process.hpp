#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace dockwright::testing {

/// A run of the built program.
struct Invocation {
    std::vector<std::string> arguments;
    std::string input;                  ///< on standard input
    std::filesystem::path folder = "."; ///< the working folder
    /// Over a nearly empty environment (PATH alone), so that the user's does not matter.
    std::vector<std::pair<std::string, std::string>> environment{};
    bool terminal = false;             ///< standard output is one
    std::filesystem::path output_to{}; ///< standard output goes to this file
};

struct Ended {
    int exit_code = -1; ///< minus the signal's number if one ended it
    std::string output; ///< a terminal's line ends are LF again
    std::string errors;
};

/// Runs it to its end.
Ended run_dockwright(const Invocation& run);

} // namespace dockwright::testing
