#pragma once
#include "lint/rule.hpp"
#include <string>

namespace dockwright::lint {

/// "DL3006, StageNameCasing"; "" if no other linter has such a rule.
std::string codes_list(const Rule& rule);

} // namespace dockwright::lint
