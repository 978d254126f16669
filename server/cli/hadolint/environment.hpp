#pragma once
#include "cli/hadolint/configuration.hpp"
#include <optional>
#include <string>

namespace dockwright::cli::hadolint {

/// What the variables NO_COLOR and HADOLINT_… say. A value that is wrong counts as not there.
Configuration environment_configuration();

/// The configuration file that is found first: in the working folder, in XDG_CONFIG_HOME (or
/// ~/.config), in ~/.hadolint, in the home folder. Where the Dockerfile lies has no part in it.
std::optional<std::string> find_configuration_file();

} // namespace dockwright::cli::hadolint
