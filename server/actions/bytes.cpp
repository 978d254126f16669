#include "actions/bytes.hpp"
#include <array>
#include <cmath>
#include <string_view>

namespace dockwright::actions {

std::string bytes_text(std::uint64_t bytes) {
    constexpr std::array<std::string_view, 6> units{"B", "kB", "MB", "GB", "TB", "PB"};
    if (bytes < 1000) {
        return std::to_string(bytes) + " B";
    }
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    std::string text;
    if (value < 99.95) {
        const auto tenths = std::llround(value * 10);
        text = std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
    } else {
        text = std::to_string(std::llround(value));
    }
    return text.append(" ").append(units[unit]);
}

} // namespace dockwright::actions
