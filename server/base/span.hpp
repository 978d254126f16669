#pragma once
#include <compare>
#include <cstdint>
#include <string_view>

namespace dockwright {

/// A byte offset into one source text. 32 bits: a text is at most 16 MiB (see `max_text_size`).
/// Never a column and never UTF-16; those exist only at the rim, through `LineIndex`.
struct Offset {
    std::uint32_t value = 0;

    constexpr auto operator<=>(const Offset&) const = default;
    constexpr Offset operator+(std::size_t bytes) const {
        return {value + static_cast<std::uint32_t>(bytes)};
    }
    constexpr Offset operator-(std::size_t bytes) const {
        return {value - static_cast<std::uint32_t>(bytes)};
    }
    constexpr std::size_t index() const { return value; }
};

constexpr Offset offset(std::size_t index) {
    return {static_cast<std::uint32_t>(index)};
}

/// A half-open range of bytes: `begin` belongs to it, `end` does not.
struct Span {
    Offset begin;
    Offset end;

    constexpr auto operator<=>(const Span&) const = default;
    constexpr bool empty() const { return begin == end; }
    constexpr std::size_t size() const { return end.value - begin.value; }
    constexpr bool contains(Offset at) const { return begin <= at && at < end; }
    /// As `contains`, but also true at the end, where a cursor behind the last character stands.
    constexpr bool touches(Offset at) const { return begin <= at && at <= end; }
    constexpr bool covers(Span other) const { return begin <= other.begin && other.end <= end; }
    constexpr std::string_view of(std::string_view text) const { return text.substr(begin.index(), size()); }
};

constexpr Span span(std::size_t begin, std::size_t end) {
    return {offset(begin), offset(end)};
}

/// From the first byte of one to the last of the other.
constexpr Span join(Span first, Span last) {
    return {first.begin, last.end};
}

/// Larger files are refused with one sentence: offsets and spans are counted in 32 bits.
inline constexpr std::size_t max_text_size = 16U << 20U;

} // namespace dockwright
