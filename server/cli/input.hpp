#pragma once
#include "base/problem.hpp"
#include <expected>
#include <string>

namespace dockwright::cli {

/// The bytes of a file. Pipes and devices that the user names are read too, to their end. Problems:
/// `file-unreadable`, `file-too-large` (over max_text_size).
std::expected<std::string, Problem> read_file(const std::string& path);

/// Standard input to its end, with the same problems.
std::expected<std::string, Problem> read_standard_input();

} // namespace dockwright::cli
