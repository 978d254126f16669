#pragma once
#include "base/problem.hpp"
#include "cli/parse.hpp"
#include "config/run_profile.hpp"
#include <expected>
#include <optional>
#include <string>
#include <vector>

/// Profiles of `dockwright run` on disk.
namespace dockwright::cli {

/// `FOLDER/.dockwright/run/NAME.yaml`.
std::string profile_path(const std::string& folder, const std::string& name);

/// Reads it in the first of these folders that has it. A file with a mistake is not used: half of what a
/// person meant is worse than a sentence. Problems: `profile-missing` (names those that there are),
/// `profile-wrong`, `wrong-use`.
std::expected<config::RunProfile, Problem> load_profile(const std::vector<std::string>& folders,
                                                        const std::string& name);

/// Writes it, at once as a whole. Where one of that name is there with other content, it is replaced.
std::optional<Problem> save_profile(const std::string& folder, const std::string& name,
                                    const config::RunProfile& profile);

/// What the command line names stands over the profile: lists as a whole, variables one by one.
config::RunProfile joined(config::RunProfile profile, const config::RunProfile& given);

/// Variables that look like secrets go to `secrets` by their names; their values are dropped.
void part_secrets(config::RunProfile& profile);

} // namespace dockwright::cli
