#include "host/nvidia_smi_figure.hpp"
#include "base/ascii.hpp"
#include "host/text.hpp"
#include <cmath>

namespace dockwright::host {
namespace {

/// The first word, if what follows is at most one word more: its unit.
std::string_view without_unit(std::string_view text) {
    const std::string_view value = take_word(text);
    take_word(text);
    return ascii::trimmed(text).empty() ? value : std::string_view();
}

} // namespace

std::optional<std::uint64_t> memory_figure(std::string_view text) {
    constexpr std::uint64_t mebibyte = 1024U * 1024U;
    const auto value = number<std::uint32_t>(without_unit(text)); // 32 bits of MiB: no overflow
    return value ? std::optional(*value * mebibyte) : std::nullopt;
}

std::optional<unsigned> whole_figure(std::string_view text) {
    return number<unsigned>(without_unit(text));
}

std::optional<int> degrees_figure(std::string_view text) {
    return number<int>(without_unit(text));
}

std::optional<double> watts_figure(std::string_view text) {
    const auto value = number<double>(without_unit(text));
    return value && std::isfinite(*value) && *value >= 0 ? value : std::nullopt;
}

knowledge::Capability capability_figure(std::string_view text) {
    text = ascii::trimmed(text);
    const auto dot = text.find('.');
    if (dot == std::string_view::npos) {
        return 0;
    }
    const auto major = number<unsigned>(text.substr(0, dot));
    const auto minor = number<unsigned>(text.substr(dot + 1));
    if (!major || !minor || *major > 99 || *minor > 9) {
        return 0;
    }
    return static_cast<knowledge::Capability>(*major * 10 + *minor);
}

std::optional<bool> switch_figure(std::string_view text) {
    text = ascii::trimmed(text);
    if (text == "Enabled") {
        return true;
    }
    return text == "Disabled" ? std::optional(false) : std::nullopt;
}

std::string name_figure(std::string_view text) {
    std::string name = field(text);
    if (name.starts_with('[') || name == "N/A" || name == "None") {
        name.clear();
    }
    return name;
}

} // namespace dockwright::host
