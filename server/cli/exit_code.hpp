#pragma once

namespace dockwright::cli {

/// What the program tells its caller. The gravest wins.
enum class ExitCode : int {
    nothing = 0,  ///< nothing at or above the fail level
    findings = 1, ///< findings, or a verdict that fails
    failed = 2    ///< wrong use, an unreadable file, or an action that failed
};

constexpr ExitCode graver(ExitCode a, ExitCode b) {
    return a > b ? a : b;
}

} // namespace dockwright::cli
