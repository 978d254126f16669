#pragma once
#include "base/problem.hpp"
#include <cstdint>
#include <string>
#include <string_view>

namespace dockwright::cli {

/// What `--color` says.
enum class ColorChoice : std::uint8_t { automatic, always, never };

/// Whether to colour standard output: always and never as they say; otherwise on a terminal that is
/// not dumb, unless NO_COLOR is set (see no-color.org).
bool colors_output(ColorChoice choice);

/// Writes all of it to the descriptor. False where nobody reads any more, or the disk is full: errno says.
bool write_all(int descriptor, std::string_view text);

/// Writes all of it to standard output, in as few calls as the system takes it. A closed pipe ends
/// the program by SIGPIPE, as it does others; any other failure (a full disk) is said, and is false.
bool write_output(std::string_view text);

/// Writes to standard error what is already fit for a terminal.
void write_error(std::string_view text);

/// One line on standard error: `dockwright: what, where. Next step.` Foreign control bytes in it are
/// shown, never sent to the terminal.
void say(const Problem& problem);
void say(std::string_view line);

} // namespace dockwright::cli
