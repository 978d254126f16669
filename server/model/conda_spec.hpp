#pragma once
#include "model/surroundings.hpp"
#include <string_view>

namespace dockwright::model {

/// A match specification of conda: `channel::name=1.2=build`, `name >=1`, `name[version='>=1']`, the
/// address of a package. Its version has no blanks and begins with its operator. Empty name: it is
/// none.
ListedPackage read_conda_spec(std::string_view text);

/// What `conda install --file` reads: specifications, one a line, `#` comments; `@EXPLICIT` and
/// addresses. Total.
PackageList read_conda_list(std::string_view text, std::string_view path);

} // namespace dockwright::model
