#pragma once
#include "lint/finding.hpp"
#include "lint/options.hpp"
#include "lint/rule.hpp"
#include "model/document.hpp"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::lint {

/// recommended: right and calm. strict: also version pins and style. all: every rule. hadolint and
/// buildkit: what that peer finds under its codes, faults included, at that peer's places, and
/// only that peer's suppressions are honoured.
enum class Preset : std::uint8_t { recommended, strict, all, hadolint, buildkit };
std::optional<Preset> preset(std::string_view name);
std::string_view name(Preset preset);

struct Settings {
    Preset preset = Preset::recommended;
    /// Rule ids, groups or peers' codes. `select` adds to the preset; `ignore` takes away, last.
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    Options options;
};

/// All findings, by place, then by severity; suppressed ones left out.
std::vector<Finding> lint(const model::Document& document, const Settings& settings,
                          const model::Surroundings& surroundings = {});

/// A rule by its id or by one of its peers' codes; null if there is none.
const Rule* find_rule(std::string_view id_or_code);

/// Whether it names a rule, a group or a peers' code: what `select` and `ignore` take.
bool is_known_selector(std::string_view selector);

/// The known ids, groups and codes nearest to a misspelt one, nearest first; at most three.
std::vector<std::string_view> nearest_selectors(std::string_view selector);

/// A page about one peers' code or our own rule, or "".
std::string documentation_url(const Finding& finding);

} // namespace dockwright::lint
