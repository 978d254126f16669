#pragma once
#include "lint/settings.hpp"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::cli::hadolint {

/// A finding as hadolint has it: it stands at the first line of its instruction, in column 1. Only
/// a parse error has a place of its own.
struct Issue {
    std::string code;
    lint::Severity severity = lint::Severity::warning;
    std::uint32_t line = 1; ///< from 1
    std::uint32_t column = 1;
    std::string message;

    bool is_parse_error() const { return code == "DL1000"; }
};

struct FileReport {
    std::string path;
    std::vector<Issue> issues; ///< by line
};

/// What is found in a text under `settings`, which must be those of the preset `hadolint`.
FileReport lint_text(std::string path, std::string text, const lint::Settings& settings);

} // namespace dockwright::cli::hadolint
