#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace dockwright::model {

/// One comment of the program ShellCheck, as it says it (`--format=json1`). Lines and columns are
/// counted from 1, columns in characters; nothing is checked against the script.
struct ShellCheckComment {
    enum class Level : std::uint8_t { error, warning, info, style };
    struct Place {
        std::uint32_t line = 0;
        std::uint32_t column = 0;
    };
    struct Replacement {
        Place begin;
        Place end;
        std::string text;
    };

    std::uint32_t code = 0; ///< 2086 for SC2086
    Level level = Level::warning;
    Place begin;
    Place end; ///< behind the last character
    std::string message;
    std::vector<Replacement> fix; ///< none: it has no fix
};

using ShellCheckComments = std::vector<ShellCheckComment>;

/// What ShellCheck said of scripts, by their whole text: so an answer never belongs to a Dockerfile
/// that has changed since.
using ShellCheckAnswers = std::map<std::string, std::shared_ptr<const ShellCheckComments>, std::less<>>;

} // namespace dockwright::model
