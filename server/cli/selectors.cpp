#include "cli/selectors.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "config/selectors.hpp"
#include <algorithm>
#include <optional>

namespace dockwright::cli {
namespace {

std::string nearest_of(std::string_view selector) {
    std::string out;
    for (const std::string_view candidate : config::near_selectors(selector)) {
        out += out.empty() ? "Did you mean '" : "' or '";
        out += candidate;
    }
    return out + (out.empty() ? "See 'dockwright rules'" : "'? See 'dockwright rules'");
}

Problem not_had(std::string_view option, std::string_view code) {
    const std::string_view pattern = ascii::equal(code.substr(0, 2), "SC")
                                         ? "{}Dockwright has none of ShellCheck's checks yet, so no {}"
                                         : "{}hadolint has no {}, or has it no longer";
    return {"unknown-rule", message(pattern, {option, ascii::uppered(code)}), "See 'dockwright rules'"};
}

Problem unknown_selector(std::string_view option, std::string_view selector) {
    if (config::is_numbered(selector, 4)) {
        return not_had(std::string(option) + ": ", selector);
    }
    return {"unknown-rule", message("{}: there is no rule, group or code '{}'", {option, selector}),
            nearest_of(selector)};
}

} // namespace

std::expected<Selectors, Problem> selected(const Selectors& written, lint::Preset preset) {
    Selectors out;
    for (const std::string& selector : written) {
        const std::optional<std::string> name = config::known_selector(selector);
        if (!name) {
            return std::unexpected(unknown_selector("--select", selector));
        }
        if (config::selectors_for(*name, preset).empty()) {
            return std::unexpected(Problem{
                "not-in-preset",
                message("--select '{}' is not a rule of the preset {}", {selector, lint::name(preset)}),
                "Take another preset, or leave it out"});
        }
        out.push_back(*name);
    }
    return out;
}

std::expected<Selectors, Problem> ignored(const Selectors& written) {
    Selectors out;
    for (const std::string& selector : written) {
        if (auto name = config::known_selector(selector)) {
            out.push_back(std::move(*name));
        } else if (!config::is_numbered(selector, 4)) {
            return std::unexpected(unknown_selector("--ignore", selector));
        }
    }
    return out;
}

Problem unknown_rule(std::string_view name) {
    if (config::is_numbered(name, 4)) {
        return not_had("", name);
    }
    return {"unknown-rule", message("There is no rule or code '{}'", {name}), nearest_of(name)};
}

} // namespace dockwright::cli
