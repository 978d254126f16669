#pragma once
#include <optional>
#include <string>
#include <string_view>

/// What the programs and files of the NVIDIA Container Toolkit say of themselves.
namespace dockwright::host {

/// The first version in `nvidia-ctk --version` ("NVIDIA Container Toolkit CLI version 1.17.4") or
/// `nvidia-container-cli --version` ("cli-version: 1.17.4"). Empty: none.
std::string read_toolkit_version(std::string_view text);

/// `mode` of [nvidia-container-runtime] in its config.toml; nullopt: the file leaves it to the program.
/// Reads that one line, not TOML: the file is written by nvidia-ctk, one assignment a line.
std::optional<std::string> read_toolkit_mode(std::string_view config);

} // namespace dockwright::host
