#pragma once
#include "lint/rule.hpp"
#include <string>

namespace dockwright::cli {

/// Why the rule is there, what is wrong and right, and how to allow it in one place: for pages that render
/// Markdown. The title is not in it.
std::string rule_markdown(const lint::Rule& rule);

/// A page about one of the peers' codes that the rule has, or "".
std::string rule_url(const lint::Rule& rule);

} // namespace dockwright::cli
