#pragma once
#include "model/command.hpp"
#include <span>
#include <string_view>

namespace dockwright::model {

/// What a program runs that is named in its arguments.
struct Wrapped {
    enum class Kind : std::uint8_t {
        none,
        command,
        string, ///< an argument is a script
        input   ///< a script is read from standard input
    };
    Kind kind = Kind::none;
    std::uint32_t argument = 0; ///< the command's first word, or the string that is a script
};

/// Looks through the programs that people put in front of others: sudo, env, time, nice, xargs,
/// conda run, sh -c, … Nothing that would have to be evaluated.
Wrapped unwrapped(std::string_view program, std::span<const Argument> arguments);

} // namespace dockwright::model
