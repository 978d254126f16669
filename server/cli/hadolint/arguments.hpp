#pragma once
#include "cli/exit_code.hpp"
#include "cli/hadolint/configuration.hpp"
#include <expected>
#include <span>
#include <string>
#include <vector>

namespace dockwright::cli::hadolint {

/// The command line, as hadolint takes it.
struct Arguments {
    std::vector<std::string> files; ///< "-" is standard input
    std::string config;             ///< "": the file is searched
    std::string path_in_report;
    std::vector<std::string> outputs; ///< of the formats, in their order
    bool version = false;
    Configuration configuration;
};

/// An exit code: there is nothing left to do (`--help` was printed, or a wrong use was said).
std::expected<Arguments, ExitCode> read_arguments(std::span<const std::string> written);

} // namespace dockwright::cli::hadolint
