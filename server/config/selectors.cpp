#include "config/selectors.hpp"
#include "base/ascii.hpp"
#include "lint/peers.hpp"
#include "lint/selectors.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::config {

std::optional<std::string> known_selector(std::string_view written) {
    for (const lint::Rule* rule : lint::rules::all()) {
        if (ascii::equal(rule->id, written)) {
            return std::string(rule->id);
        }
        for (const std::string_view code : rule->also) {
            if (ascii::equal(code, written)) {
                return std::string(code);
            }
        }
    }
    std::string code(written);
    std::ranges::transform(code, code.begin(), ascii::upper);
    if (lint::find_rule(code) != nullptr) { // one that a rule carries and does not list
        return code;
    }
    std::string group = ascii::lowered(written);
    return lint::is_known_selector(group) ? std::optional(std::move(group)) : std::nullopt;
}

bool is_numbered(std::string_view name, std::optional<std::size_t> count) {
    const std::string_view head = name.substr(0, 2);
    const std::string_view digits = name.substr(head.size());
    return (ascii::equal(head, "DL") || ascii::equal(head, "SC")) && !digits.empty() &&
           (!count || digits.size() == *count) && std::ranges::all_of(digits, ascii::is_digit);
}

bool is_hadolint_code(std::string_view code) {
    if (!is_numbered(code, 4)) {
        return false;
    }
    if (ascii::equal(code.substr(0, 2), "SC")) {
        return true;
    }
    int number = 0;
    std::from_chars(code.data() + 2, code.data() + code.size(), number);
    const bool about_files = number == 1000 || number == 1001;
    return about_files || (number >= 3000 && number <= 3067) || (number >= 4000 && number <= 4006);
}

std::vector<std::string_view> near_selectors(std::string_view written) {
    return is_numbered(written) ? std::vector<std::string_view>{} : lint::nearest_selectors(written);
}

std::vector<std::string> selectors_for(const std::string& known, lint::Preset preset) {
    const std::optional<lint::Peer> peer = lint::peer_behind(preset);
    if (!peer) {
        return {known};
    }
    std::vector<std::string> out;
    for (const lint::Rule* rule : lint::rules::all()) {
        const bool by_code = rule->also.contains(known);
        if (!by_code && rule->id != known && lint::name(rule->group) != known) {
            continue;
        }
        for (const std::string_view code : rule->also) {
            if (lint::peer_of(code) == *peer &&
                (code == known || !by_code || lint::peer_of(known) != *peer)) {
                out.emplace_back(code);
            }
        }
    }
    return out;
}

} // namespace dockwright::config
