#pragma once
#include "model/document.hpp"
#include <limits>
#include <string_view>

/// Up to where ShellCheck (0.11) reads a script, whichever shell runs it, and what it says where it
/// stops. Found out by running it.
namespace dockwright::lint {

/// A text as it was read: all that must be known of it.
struct ShellReading {
    const shell::Script& script;
    shell::Range nodes;
    std::uint32_t root;    ///< within `nodes`; behind it stand strings for other shells
    shell::Range problems; ///< that bash has with it too
};

/// How our own trees have the text; of a RUN for Windows' cmd, what bash would read in it.
ShellReading reading_of(const model::Commands& commands, const model::ShellText& text);

inline constexpr Offset shellcheck_reads_all{std::numeric_limits<std::uint32_t>::max()};

struct ShellCheckEnd {
    Offset at = shellcheck_reads_all; ///< Offset{0}: it makes nothing of the whole text
    std::string_view code;            ///< the last that it says of that; "" if it reads all
    Offset points;                    ///< where that code points
};

ShellCheckEnd shellcheck_end(const model::Document& document, const model::Instruction& run,
                             const ShellReading& text);
ShellCheckEnd shellcheck_end(const model::Document& document, const model::ShellText& text);

} // namespace dockwright::lint
