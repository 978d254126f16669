#include "engine/container_id.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::engine {
namespace {

constexpr std::size_t short_length = 12;
constexpr std::size_t full_length = 64;

bool is_hex(char c) {
    return ascii::is_digit(c) || (c >= 'a' && c <= 'f');
}

bool is_name_byte(char c) {
    return ascii::is_name(c) || c == '.' || c == '-';
}

} // namespace

bool is_container_id(std::string_view text) {
    return text.size() >= short_length && text.size() <= full_length && std::ranges::all_of(text, is_hex);
}

bool is_container_reference(std::string_view text) {
    if (text.starts_with('/')) {
        text.remove_prefix(1);
    }
    return !text.empty() && (ascii::is_alpha(text.front()) || ascii::is_digit(text.front())) &&
           std::ranges::all_of(text, is_name_byte);
}

std::string_view short_id(std::string_view id) {
    return id.substr(0, short_length);
}

} // namespace dockwright::engine
