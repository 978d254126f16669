#include "base/nearest.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <array>

namespace dockwright {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    constexpr std::size_t longest = 64;
    if (a.size() > longest || b.size() > longest) {
        return ascii::equal(a, b) ? 0 : longest;
    }
    std::array<std::array<std::size_t, longest + 1>, 3> rows{};
    for (std::size_t k = 0; k <= b.size(); ++k) {
        rows[0][k] = k;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        const auto& above_that = rows[(i + 1) % 3];
        row[0] = i;
        for (std::size_t k = 1; k <= b.size(); ++k) {
            const bool same = ascii::lower(a[i - 1]) == ascii::lower(b[k - 1]);
            row[k] = std::min({above[k] + 1, row[k - 1] + 1, above[k - 1] + (same ? 0U : 1U)});
            if (i > 1 && k > 1 && ascii::lower(a[i - 1]) == ascii::lower(b[k - 2]) &&
                ascii::lower(a[i - 2]) == ascii::lower(b[k - 1])) {
                row[k] = std::min(row[k], above_that[k - 2] + 1);
            }
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
        const std::size_t distance = edit_distance(word, candidate);
        if (candidate != word && distance < least && is_long_enough(word, candidate)) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

} // namespace dockwright
