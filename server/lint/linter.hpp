#pragma once
#include "lint/finding.hpp"
#include "lint/rule.hpp"
#include "lint/settings.hpp"
#include "model/document.hpp"
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::lint {

/// All findings, by place, then by severity; suppressed ones left out.
std::vector<Finding> lint(const model::Document& document, const Settings& settings,
                          const model::Surroundings& surroundings = {});

/// Whether a rule runs that passes on what ShellCheck says: else it need not be asked.
bool heeds_shellcheck(const Settings& settings);

/// A page about one peers' code or our own rule, or "".
std::string documentation_url(const Finding& finding);

} // namespace dockwright::lint
