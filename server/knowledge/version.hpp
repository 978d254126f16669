#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::knowledge {

/// A version as NVIDIA and Python number theirs: `12.4.1`, `535.104.05`, `2.6.0rc1`, `0.0.23.post1`.
/// Ordered as PEP 440 orders: missing parts are 0, a pre-release comes before its release. A local
/// part (`+cu124`) is not kept; `local_part` cuts it out. Of more than four parts the rest is dropped.
struct Version {
    /// What a release's suffix says, in the order of PEP 440.
    enum class Phase : std::uint8_t { development, alpha, beta, candidate, final, post };

    std::array<std::uint32_t, 4> parts{};
    std::uint8_t size = 0; ///< how many parts were written; 0: no version
    Phase phase = Phase::final;
    std::uint32_t phase_number = 0;

    /// Nothing if the text is no version from beginning to end. A `v` in front is allowed.
    static constexpr std::optional<Version> parse(std::string_view text);
    /// For a version that stands in the code: the compiler refuses what is none.
    static consteval Version of(std::string_view text);

    constexpr bool known() const { return size != 0; }
    constexpr std::uint32_t major() const { return parts[0]; }
    constexpr std::uint32_t minor() const { return parts[1]; }
    constexpr bool prerelease() const { return phase < Phase::final; }
    /// Its first parts only: `12.4` of `12.4.1`.
    constexpr Version cut(std::uint8_t count) const;
    /// The parts of `prefix` are its first: 12.4 is in 12.4.1.
    constexpr bool begins_with(const Version& prefix) const;

    friend constexpr std::strong_ordering operator<=>(const Version& a, const Version& b) {
        if (const auto order = a.parts <=> b.parts; order != 0) {
            return order;
        }
        if (const auto order = a.phase <=> b.phase; order != 0) {
            return order;
        }
        return a.phase_number <=> b.phase_number;
    }
    friend constexpr bool operator==(const Version& a, const Version& b) { return (a <=> b) == 0; }
};

/// As it was written, but for leading zeros: driver numbers keep theirs only in their own text.
std::string to_string(const Version& version);

/// What stands behind `+`: `cu124` of `2.4.0+cu124`.
constexpr std::string_view local_part(std::string_view text) {
    const auto plus = text.find('+');
    return plus == std::string_view::npos ? std::string_view() : text.substr(plus + 1);
}

namespace detail {
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr std::optional<std::uint32_t> number(std::string_view& text) {
    std::uint64_t value = 0;
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) {
        value = value * 10 + static_cast<std::uint64_t>(text[digits] - '0');
        if (value > 4'000'000'000U) {
            return std::nullopt;
        }
        ++digits;
    }
    if (digits == 0) {
        return std::nullopt;
    }
    text.remove_prefix(digits);
    return static_cast<std::uint32_t>(value);
}
constexpr bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) {
        return false;
    }
    text.remove_prefix(word.size());
    return true;
}
constexpr std::optional<Version::Phase> phase(std::string_view& text) {
    using Phase = Version::Phase;
    struct Word {
        std::string_view text;
        Phase phase;
    };
    // Longer words first.
    constexpr Word words[] = {
        {"alpha", Phase::alpha},     {"beta", Phase::beta},    {"preview", Phase::candidate},
        {"post", Phase::post},       {"rev", Phase::post},     {"pre", Phase::candidate},
        {"dev", Phase::development}, {"rc", Phase::candidate}, {"a", Phase::alpha},
        {"b", Phase::beta},          {"c", Phase::candidate},  {"r", Phase::post}};
    for (const Word& word : words) {
        if (take(text, word.text)) {
            return word.phase;
        }
    }
    return std::nullopt;
}
} // namespace detail

constexpr std::optional<Version> Version::parse(std::string_view text) {
    text = text.substr(0, text.find('+'));
    if (text.starts_with('v') || text.starts_with('V')) {
        text.remove_prefix(1);
    }
    Version version;
    for (;;) {
        const auto part = detail::number(text);
        if (!part) {
            return std::nullopt;
        }
        if (version.size < version.parts.size()) {
            version.parts[version.size++] = *part;
        }
        if (text.size() < 2 || text[0] != '.' || !detail::is_digit(text[1])) {
            break;
        }
        text.remove_prefix(1);
    }
    bool first = true;
    while (!text.empty()) {
        if (text[0] == '.' || text[0] == '-' || text[0] == '_') {
            text.remove_prefix(1);
        }
        const auto phase = detail::phase(text);
        if (!phase) {
            return std::nullopt;
        }
        const std::uint32_t number = detail::number(text).value_or(0);
        if (first) { // `1.0rc1.dev2` is ordered as `1.0rc1`
            version.phase = *phase;
            version.phase_number = number;
        }
        first = false;
    }
    return version;
}

consteval Version Version::of(std::string_view text) {
    const auto version = parse(text);
    return version ? *version : throw text;
}

constexpr Version Version::cut(std::uint8_t count) const {
    Version shorter;
    shorter.size = size < count ? size : count;
    for (std::uint8_t i = 0; i < shorter.size; ++i) {
        shorter.parts[i] = parts[i];
    }
    return shorter;
}

constexpr bool Version::begins_with(const Version& prefix) const {
    for (std::uint8_t i = 0; i < prefix.size; ++i) {
        if (parts[i] != prefix.parts[i]) {
            return false;
        }
    }
    return true;
}

} // namespace dockwright::knowledge
