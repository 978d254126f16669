#pragma once
#include "knowledge/tables.hpp"
#include <string>

namespace dockwright {

/// C++ with the tables as constants, and built_in().
std::string emit(const knowledge::Knowledge& knowledge);

} // namespace dockwright
