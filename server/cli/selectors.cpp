#include "cli/selectors.hpp"
#include "base/message.hpp"
#include "lint/linter.hpp"

namespace dockwright::cli {
namespace {

std::string nearest_of(std::string_view selector) {
    std::string out;
    for (const std::string_view candidate : lint::nearest_selectors(selector)) {
        out += out.empty() ? "Did you mean '" : "' or '";
        out += candidate;
    }
    return out + (out.empty() ? "See 'dockwright rules'" : "'? See 'dockwright rules'");
}

} // namespace

std::optional<Problem> unknown_selector(std::string_view option, std::string_view selector) {
    if (lint::is_known_selector(selector)) {
        return std::nullopt;
    }
    return Problem{"unknown-rule", message("{}: there is no rule, group or code '{}'", {option, selector}),
                   nearest_of(selector)};
}

Problem unknown_rule(std::string_view name) {
    return {"unknown-rule", message("There is no rule or code '{}'", {name}), nearest_of(name)};
}

} // namespace dockwright::cli
