#pragma once
#include "model/surroundings.hpp"
#include <string>
#include <string_view>

namespace dockwright::project {

/// All that a list says, below its path:
///     path (kind)
///       line: name [extras] version ; marker channel @ url (optional group)
///       line: index url for package
///       -r path, -c path, python version, broken line
std::string said(const model::PackageList& list);

} // namespace dockwright::project
