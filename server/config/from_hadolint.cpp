#include "config/dockwright_file.hpp"
#include "config/selectors.hpp"
#include "lint/peers.hpp"
#include <algorithm>

namespace dockwright::config {
namespace {

void add_override(DockwrightFile& out, const std::optional<GivenWords>& codes, lint::Severity severity) {
    for (const Given<std::string>& code : codes.value_or(GivenWords{})) {
        if (!known_selector(code.value)) {
            continue; // no rule carries it here
        }
        out.rules.severities.push_back({code.value, severity, code.span});
        if (lint::is_off_by_default(code.value)) {
            out.rules.select.push_back(code);
        }
    }
}

} // namespace

DockwrightFile from_hadolint(HadolintFile file) {
    DockwrightFile out;
    for (Given<std::string>& code : file.ignored.value_or(GivenWords{})) {
        if (known_selector(code.value)) {
            out.rules.ignore.push_back(std::move(code));
        }
    }
    add_override(out, file.override_error, lint::Severity::error);
    add_override(out, file.override_warning, lint::Severity::warning);
    add_override(out, file.override_info, lint::Severity::info);
    add_override(out, file.override_style, lint::Severity::style);
    if (file.no_fail && file.no_fail->value) {
        out.fail_level = Given<FailLevel>{std::nullopt, file.no_fail->span};
    } else if (file.failure_threshold) {
        const auto names = severity_names();
        const auto found = std::ranges::find(names, file.failure_threshold->value);
        const FailLevel level = found == names.end()
                                    ? FailLevel{}
                                    : FailLevel{static_cast<lint::Severity>(found - names.begin())};
        out.fail_level = Given<FailLevel>{level, file.failure_threshold->span};
    }
    out.trusted_registries = std::move(file.trusted_registries);
    out.labels = std::move(file.label_schema);
    out.strict_labels = file.strict_labels;
    if (file.disable_ignore_pragma) {
        out.suppressions = Given<bool>{!file.disable_ignore_pragma->value, file.disable_ignore_pragma->span};
    }
    out.mistakes = std::move(file.mistakes);
    return out;
}

} // namespace dockwright::config
