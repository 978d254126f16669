#include "base/nearest.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <array>
#include <cstdint>

namespace dockwright {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    constexpr std::size_t longest = 64;
    if (a.size() > longest || b.size() > longest) {
        return ascii::equal(a, b) ? 0 : longest;
    }
    // No distance is above the length of the longer word, so a byte holds it.
    std::array<std::array<std::uint8_t, longest + 1>, 3> rows;
    for (std::size_t k = 0; k <= b.size(); ++k) {
        rows[0][k] = static_cast<std::uint8_t>(k);
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        const auto& above_that = rows[(i + 1) % 3];
        row[0] = static_cast<std::uint8_t>(i);
        for (std::size_t k = 1; k <= b.size(); ++k) {
            const bool same = ascii::lower(a[i - 1]) == ascii::lower(b[k - 1]);
            int least = std::min({above[k] + 1, row[k - 1] + 1, above[k - 1] + (same ? 0 : 1)});
            if (i > 1 && k > 1 && ascii::lower(a[i - 1]) == ascii::lower(b[k - 2]) &&
                ascii::lower(a[i - 2]) == ascii::lower(b[k - 1])) {
                least = std::min(least, above_that[k - 2] + 1);
            }
            row[k] = static_cast<std::uint8_t>(least);
        }
    }
    return rows[a.size() % 3][b.size()];
}

namespace {

/// One character of three may be anything: of a short word only a swap, or its case, counts.
bool is_long_enough(std::string_view word, std::string_view candidate) {
    constexpr std::size_t sure = 4;
    constexpr std::size_t swapped = 3;
    if (word.size() >= sure || ascii::equal(word, candidate)) {
        return true;
    }
    return word.size() == swapped && word.size() == candidate.size() &&
           std::ranges::is_permutation(word, candidate, std::ranges::equal_to{}, ascii::lower, ascii::lower);
}

} // namespace

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates) {
    std::optional<std::string_view> best;
    std::size_t least = std::max<std::size_t>(word.size() / 3, 1) + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t longer = std::max(word.size(), candidate.size());
        if (longer - std::min(word.size(), candidate.size()) >= least) {
            continue; // so many letters alone must be put in or taken out
        }
        const std::size_t distance = edit_distance(word, candidate);
        if (candidate != word && distance < least && is_long_enough(word, candidate)) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

} // namespace dockwright
