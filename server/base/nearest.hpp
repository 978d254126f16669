#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace dockwright {

/// How many characters must be put in, taken out, changed or swapped with their neighbour to turn
/// one word into the other, ASCII case aside. Words over 64 bytes are only compared for equality.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that a misspelt word most likely means, or nothing if none is near (at most a
/// third of the word may differ; of one under four letters only the order of two neighbours). An
/// equal word is not a misspelling and is never returned.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates);

} // namespace dockwright
