#pragma once
#include <string_view>

namespace dockwright::project {

/// Whether the whole path is what git's wildmatch with WM_PATHNAME takes for the pattern: `*`, `?` and
/// sets stay within a name, `**` between slashes is any number of folders. Bytes, not characters. Time is
/// the product of both lengths. A pattern with a set that no bracket closes matches nothing.
bool wildmatch(std::string_view pattern, std::string_view path);

} // namespace dockwright::project
