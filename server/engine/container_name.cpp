#include "engine/container_name.hpp"
#include "base/ascii.hpp"
#include "base/image_name.hpp"
#include "engine/container_id.hpp"
#include <algorithm>

namespace dockwright::engine {
namespace {

constexpr std::size_t longest = 63;
constexpr std::string_view fallback = "container";

bool begins_name(char c) {
    return ascii::is_alpha(c) || ascii::is_digit(c);
}

bool is_name_byte(char c) {
    return ascii::is_name(c) || c == '.' || c == '-';
}

std::string stem(std::string_view image) {
    std::string_view path = image_name::split(image).path;
    path.remove_prefix(path.rfind('/') + 1); // npos + 1 is 0
    std::string name(path.substr(0, longest));
    std::ranges::replace_if(name, [](char c) { return !is_name_byte(c); }, '-');
    name.erase(0, static_cast<std::size_t>(std::ranges::find_if(name, begins_name) - name.begin()));
    // An id says nothing to anybody.
    return !is_container_name(name) || path == "sha256" || is_container_id(path) ? std::string(fallback)
                                                                                 : name;
}

bool is_taken(std::string_view name, std::span<const std::string> taken) {
    return std::ranges::any_of(taken, [&](std::string_view each) {
        return each == name || (each.starts_with('/') && each.substr(1) == name);
    });
}

} // namespace

bool is_container_name(std::string_view text) {
    return text.size() >= 2 && begins_name(text.front()) && std::ranges::all_of(text, is_name_byte);
}

std::string suggested_container_name(std::string_view image, std::span<const std::string> taken) {
    const std::string first = stem(image);
    std::string name = first;
    for (std::size_t number = 2; is_taken(name, taken); ++number) {
        const std::string suffix = '-' + std::to_string(number);
        name = first.substr(0, longest - suffix.size()) + suffix;
    }
    return name;
}

} // namespace dockwright::engine
