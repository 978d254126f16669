#include "engine/api_version.hpp"
#include <charconv>

namespace dockwright::engine {
namespace {

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0 || text.front() == '-') {
        return std::nullopt;
    }
    return value;
}

} // namespace

std::optional<ApiVersion> parse_api_version(std::string_view text) {
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == text.size()) {
        return std::nullopt;
    }
    const std::optional<int> major = number(text.substr(0, dot));
    const std::optional<int> minor = number(text.substr(dot + 1));
    if (!major || !minor) {
        return std::nullopt;
    }
    return ApiVersion{.major = *major, .minor = *minor};
}

std::string to_string(ApiVersion version) {
    return std::to_string(version.major) + "." + std::to_string(version.minor);
}

} // namespace dockwright::engine
