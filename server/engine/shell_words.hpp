#pragma once
#include <span>
#include <string>
#include <string_view>

namespace dockwright::engine {

/// One word as a POSIX shell has to be given it, for a person to read or to copy; nothing that runs
/// goes through a shell. Control bytes are written as `$'\n'`, which sh of POSIX 2024, bash, zsh and
/// ksh read and older ones don't: a terminal must not get the bytes themselves.
std::string shown_word(std::string_view word);

/// A whole command line.
std::string shown_command(std::span<const std::string> words);

} // namespace dockwright::engine
