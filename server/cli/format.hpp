#pragma once
#include "lint/finding.hpp"
#include <span>
#include <string>
#include <string_view>

namespace dockwright::cli {

/// What was found in one file.
struct FileReport {
    std::string_view path; ///< as it is to be shown
    std::string_view text; ///< what the findings' spans are of
    std::span<const lint::Finding> findings;
};

/// A way to print findings: one file in cli/format/ with one constant of this type, which CMake
/// collects. Files without findings are not handed to it.
struct OutputFormat {
    std::string_view name; ///< for --format
    std::string_view begin;
    std::string_view separator; ///< between two files
    std::string_view end;
    /// A line on standard error says how many there are.
    bool counted = false;
    /// Called from several threads at once, each with its own `out`.
    void (*append)(std::string& out, const FileReport& report, bool color) = nullptr;
};

/// Null if there is no format of that name.
const OutputFormat* find_format(std::string_view name);

namespace formats {
std::span<const OutputFormat* const> all();
} // namespace formats

} // namespace dockwright::cli
