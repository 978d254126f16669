#pragma once
#include "cli/counts.hpp"
#include "lint/finding.hpp"
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::cli {

/// What was found in one file.
struct FileReport {
    std::string_view path; ///< as it is to be shown
    std::string_view text; ///< what the findings' spans are of
    std::span<const lint::Finding> findings;
    std::optional<lint::Severity> fail_level; ///< findings from here on fail; nothing: none does
};

/// A place in a text at which a rule's number in the whole run goes.
struct RuleNumber {
    std::size_t at = 0;
    const lint::Rule* rule = nullptr;
};

/// What a format says of one file.
struct Piece {
    std::string text;
    std::vector<RuleNumber> numbers{}; ///< by place; the run counts rules from 0 as they come
};

/// What is known when all files are done.
struct WholeRun {
    const Counts& counts;
    std::span<const lint::Rule* const> numbered; ///< the rules whose numbers were asked for, in order
    std::size_t left_out = 0;                    ///< findings that OutputFormat::most_bytes left no room for
    bool failed = false;                         ///< something could not be read
};

/// A way to print findings: one file in cli/format/ with one constant of this type, which CMake
/// collects.
struct OutputFormat {
    std::string_view name; ///< for --format
    std::string_view begin{};
    std::string_view separator{}; ///< between two files
    std::string_view end{};
    /// A line on standard error says how many there are.
    bool counted = false;
    /// Files without findings are handed to `append` too.
    bool clean_files = false;
    /// Files that would make it longer are left out; 0: there is no limit.
    std::size_t most_bytes = 0;
    /// Called from several threads at once, each with its own `out`.
    void (*append)(Piece& out, const FileReport& report, bool color) = nullptr;
    /// What goes before `begin`, and before `end`. With a head nothing is written until all is known.
    void (*append_head)(std::string& out, const WholeRun& run) = nullptr;
    void (*append_tail)(std::string& out, const WholeRun& run) = nullptr;
};

/// Null if there is no format of that name.
const OutputFormat* find_format(std::string_view name);

namespace formats {
std::span<const OutputFormat* const> all();
} // namespace formats

} // namespace dockwright::cli
