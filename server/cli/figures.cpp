#include "cli/figures.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>
#include <utility>

namespace dockwright::cli {
namespace {

constexpr std::array<std::string_view, 5> units = {"B", "KiB", "MiB", "GiB", "TiB"};

std::size_t unit_of(std::uint64_t bytes) {
    std::size_t unit = 0;
    for (; bytes >= 1024 && unit + 1 < units.size(); bytes /= 1024) {
        ++unit;
    }
    return unit;
}

/// Two figures at least, without a needless `.0`.
std::string in_unit(std::uint64_t bytes, std::size_t unit) {
    double value = static_cast<double>(bytes);
    for (std::size_t i = 0; i < unit; ++i) {
        value /= 1024;
    }
    std::string out = fmt::format("{:.{}f}", value, value < 10 && unit > 0 ? 1 : 0);
    return out.ends_with(".0") ? out.substr(0, out.size() - 2) : out;
}

} // namespace

std::string memory_text(std::uint64_t bytes) {
    const std::size_t unit = unit_of(bytes);
    return in_unit(bytes, unit) + " " + std::string(units[unit]);
}

std::string memory_of_text(std::uint64_t used, std::uint64_t total) {
    const std::size_t unit = unit_of(total);
    return in_unit(used, unit) + "/" + in_unit(total, unit) + " " + std::string(units[unit]);
}

std::string age_text(std::int64_t seconds) {
    constexpr std::array<std::pair<std::int64_t, std::string_view>, 3> steps = {
        {{86400, "d"}, {3600, "h"}, {60, "min"}}};
    for (const auto& [size, unit] : steps) {
        if (seconds >= size) {
            return fmt::format("{} {}", seconds / size, unit);
        }
    }
    return fmt::format("{} s", std::max<std::int64_t>(seconds, 0));
}

} // namespace dockwright::cli
