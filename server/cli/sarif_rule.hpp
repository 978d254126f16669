#pragma once
#include "lint/rule.hpp"
#include <string>
#include <string_view>

namespace dockwright::cli {

/// SARIF knows no level for style.
std::string_view sarif_level(lint::Severity severity);

/// The rule as a `reportingDescriptor` of SARIF 2.1.0 (section 3.49).
void append_sarif_rule(std::string& out, const lint::Rule& rule);

} // namespace dockwright::cli
