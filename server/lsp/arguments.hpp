#pragma once
#include "base/problem.hpp"
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>

namespace dockwright::lsp {

/// Where the client waits for the server.
struct Arguments {
    std::string pipe;                  ///< a Unix socket's path; empty for none
    std::optional<std::uint16_t> port; ///< on this machine
    std::optional<std::int64_t> client_process;
    bool help = false;

    bool operator==(const Arguments&) const = default;
};

/// `--name=value` or `--name value`. Unknown ones are ignored, for editors append their own.
std::expected<Arguments, Problem> read_arguments(std::span<const std::string> arguments);

} // namespace dockwright::lsp
