#pragma once
#include "lint/rule.hpp"
#include <string>
#include <string_view>

namespace dockwright::cli {

/// "recommended", "strict" or "all": the calmest preset that has the rule.
std::string_view preset_word(const lint::Rule& rule);
/// "none", "sometimes" or "always".
std::string_view fixes_word(const lint::Rule& rule);
/// "DL3006, StageNameCasing"
std::string codes_list(const lint::Rule& rule);

/// A page about the rule for a terminal, made from its table entry.
std::string explanation(const lint::Rule& rule, bool color);

} // namespace dockwright::cli
