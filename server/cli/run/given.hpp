#pragma once
#include "cli/build/build.hpp"
#include "cli/run/run.hpp"
#include "config/run_profile.hpp"

namespace dockwright::cli {

/// The words of a `dockwright run`, before they are understood.
struct RunGiven {
    std::string format = "text";
    /// What a profile can hold too.
    config::RunProfile profile{};
    std::vector<std::string> variable_files{};
    actions::BuildOptions building{};
    BuildTexts build_texts{};
    std::string use{};  ///< --profile
    std::string save{}; ///< --save
};

/// Reads the profile and the words, the command line over the profile; writes a profile where it is asked
/// to. `words` are those behind the options: an image or a folder with a Dockerfile, and a command.
std::optional<Problem> settle_run(RunGiven given, std::vector<std::string> words, RunArguments& arguments);

} // namespace dockwright::cli
