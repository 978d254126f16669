#pragma once
#include "base/problem.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::actions::shellcheck {

/// ShellCheck as it is installed here.
struct Program {
    std::string path; ///< absolute
    /// Changes with the program: its path, size and time. Answers are kept under it.
    std::string identity;
};

/// Looks for it in PATH as a shell does, but passes over relative entries: a folder that one works in
/// must not name the program. Reads the disk and may block.
std::optional<Program> find_program(std::string_view path);

/// Of settings that want it and a machine that has none.
Problem missing();

/// Whether a ShellCheck that says this to `--version` knows busybox's shell: 0.10.0 and later do (its
/// CHANGELOG).
bool knows_busybox(std::string_view version_text);

} // namespace dockwright::actions::shellcheck
