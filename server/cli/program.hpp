#pragma once
#include "cli/command.hpp"
#include <span>
#include <string>

namespace dockwright::cli {

/// The whole program: `--help`, `--version`, or one of the subcommands of this folder or of `more`
/// (those that layers above bring).
ExitCode run(std::span<const std::string> arguments, std::span<const Command* const> more);

} // namespace dockwright::cli
