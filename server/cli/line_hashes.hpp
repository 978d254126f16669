#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::cli {

/// A line as GitHub's code scanning knows it from one upload to the next.
struct LineHash {
    std::uint64_t hash = 0;
    std::uint32_t number = 1; ///< the how-manieth line of the file with this hash

    /// As a SARIF file has it: "a7f2ff13bc495cf2:1".
    std::string text() const;
};

/// One for each line, which LF, CR or CR LF ends; an empty text has one line. The hash is of the next hundred
/// characters from the line's beginning on, blanks and tabs passed over. These are the values that GitHub's
/// action `upload-sarif` puts into files that have none and holds against those that have some
/// (https://github.com/github/codeql-action, src/fingerprints.ts; its tests give examples).
std::vector<LineHash> line_hashes(std::string_view text);

} // namespace dockwright::cli
