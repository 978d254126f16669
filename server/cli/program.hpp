#pragma once
#include "cli/command.hpp"
#include <span>
#include <string>
#include <string_view>

namespace dockwright::cli {

/// "0.1.0"
std::string_view version();

/// The whole program: `--help`, `--version`, or one of the subcommands of this folder or of `more`
/// (those that layers above bring).
ExitCode run(std::span<const std::string> arguments, std::span<const Command* const> more);

} // namespace dockwright::cli
