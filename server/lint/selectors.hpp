#pragma once
#include "lint/rule.hpp"
#include "model/document.hpp"
#include <string_view>
#include <vector>

/// Words that name rules: an id, a group, or a code of the peers.
namespace dockwright::lint {

/// Whether it names the rule, its group, or a code that its findings may carry.
bool selects(std::string_view selector, const Rule& rule);

/// Whether it names the finding's rule or group, or a code that holds for this finding.
bool selects(std::string_view selector, const Finding& finding);

/// Whether a StageSelection's name means the stage: its name in any case, with `*` and `?`, or its
/// number.
bool names_stage(std::string_view pattern, const model::Stage& stage);

/// A rule by its id or by one of its peers' codes; null if there is none.
const Rule* find_rule(std::string_view id_or_code);

/// Whether it names a rule, a group or a peers' code: what `select` and `ignore` take.
bool is_known_selector(std::string_view selector);

/// The known ids, groups and codes nearest to a misspelt one, nearest first; at most three.
std::vector<std::string_view> nearest_selectors(std::string_view selector);

} // namespace dockwright::lint
