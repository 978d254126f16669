#pragma once
#include "base/line_index.hpp"
#include "lint/finding.hpp"
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What a finding is known by from one run to the next, wherever its line has moved.
namespace dockwright::lint {

/// 64-bit FNV-1a, so that the numbers are the same on every machine and in every version. `from` goes
/// on from an earlier one. Not for keeping secrets.
std::uint64_t stable_hash(std::string_view bytes, std::uint64_t from = 0xCBF2'9CE4'8422'2325U);

/// 16 hexadecimal digits.
std::string hexadecimal(std::uint64_t number);

/// Of the rule, the first line that the finding touches and what it marks there; blanks count as one.
/// Neither line numbers, message, severity nor the file's name are in it.
std::uint64_t fingerprint(std::string_view text, const LineIndex& lines, const Finding& finding);

struct Fingerprint {
    std::uint64_t value = 0;
    std::uint32_t number = 0; ///< from 0: the how-manieth of this value in the file

    bool operator==(const Fingerprint&) const = default;
};

/// One for each finding, in their order; no two are equal.
std::vector<Fingerprint> fingerprints(std::string_view text, const LineIndex& lines,
                                      std::span<const Finding> findings);

} // namespace dockwright::lint
