#pragma once
#include "cli/exit_code.hpp"
#include <span>
#include <string>
#include <string_view>

namespace dockwright::cli {

/// A subcommand: one file in cli/commands/ with one constant of this type, which CMake collects.
struct Command {
    std::string_view name;
    std::string_view summary; ///< for the list in --help
    /// The arguments behind the subcommand's name.
    ExitCode (*run)(std::span<const std::string> arguments) = nullptr;
};

namespace commands {
/// Every subcommand of this folder, by its file's name.
std::span<const Command* const> all();
} // namespace commands

} // namespace dockwright::cli
