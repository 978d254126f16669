#pragma once
#include "cli/hadolint/arguments.hpp"
#include "cli/hadolint/format.hpp"
#include <span>

namespace dockwright::cli::hadolint {

/// Writes each format to its own file, or to standard output where there is none for it. False if
/// something could not be written, which is then said.
bool write_reports(std::span<const FileReport> files, const Configuration& configuration,
                   const Arguments& arguments);

/// Whether one of the formats lets nothing fail.
bool never_fails(const Configuration& configuration);

} // namespace dockwright::cli::hadolint
