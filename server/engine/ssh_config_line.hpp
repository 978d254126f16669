#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::engine {

/// A line of an OpenSSH configuration.
struct SshConfigLine {
    std::string keyword; ///< in lower case
    std::vector<std::string> words;
};

/// Words without their quotes and escapes. Nothing if the line says nothing (blank, a comment), or if
/// ssh would refuse it for a missing quote.
std::optional<SshConfigLine> read_ssh_config_line(std::string_view line);

} // namespace dockwright::engine
