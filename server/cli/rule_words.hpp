#pragma once
#include "lint/rule.hpp"
#include <string>
#include <string_view>

namespace dockwright::cli {

/// A page about the rule for a terminal, made from its table entry.
std::string explanation(const lint::Rule& rule, bool color);

} // namespace dockwright::cli
