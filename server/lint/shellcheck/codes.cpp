#include "lint/shellcheck/codes.hpp"
#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint::shellcheck {
namespace {

constexpr std::uint32_t first_code = 1000;
constexpr std::uint32_t end_of_codes = 4000;
constexpr std::size_t name_size = 6;

/// All names, one behind the other: findings refer to them.
constexpr auto names = [] {
    std::array<char, (end_of_codes - first_code) * name_size> out{};
    for (std::uint32_t code = first_code; code < end_of_codes; ++code) {
        const std::size_t at = (code - first_code) * name_size;
        out[at] = 'S';
        out[at + 1] = 'C';
        std::uint32_t rest = code;
        for (std::size_t digit = name_size; digit > 2; --digit, rest /= 10) {
            out[at + digit - 1] = static_cast<char>('0' + rest % 10);
        }
    }
    return out;
}();

} // namespace

std::string_view name_of(std::uint32_t code) {
    const bool known = code >= first_code && code < end_of_codes;
    return known ? std::string_view(names.data() + (code - first_code) * name_size, name_size)
                 : std::string_view{};
}

bool is_left_to_it(std::string_view code) {
    const bool formed = code.size() == name_size && code.starts_with("SC") && code[2] >= '1' &&
                        code[2] <= '3' && std::ranges::all_of(code.substr(2), ascii::is_digit);
    return formed &&
           std::ranges::none_of(rules::all(), [&](const Rule* rule) { return rule->also.contains(code); });
}

} // namespace dockwright::lint::shellcheck
