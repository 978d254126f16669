#include "cli/selectors.hpp"
#include "base/message.hpp"
#include "lint/linter.hpp"

namespace dockwright::cli {

std::optional<Problem> unknown_selector(std::string_view option, std::string_view selector) {
    if (lint::is_known_selector(selector)) {
        return std::nullopt;
    }
    std::string near;
    for (const std::string_view candidate : lint::nearest_selectors(selector)) {
        near += near.empty() ? "Did you mean '" : "', '";
        near += candidate;
    }
    near += near.empty() ? "See 'dockwright rules'" : "'? See 'dockwright rules'";
    return Problem{"unknown-rule", message("{}: there is no rule, group or code '{}'", {option, selector}),
                   near};
}

} // namespace dockwright::cli
