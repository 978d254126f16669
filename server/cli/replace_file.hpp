#pragma once
#include "base/problem.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::cli {

/// Puts `after` in the place of a file's text: written beside it and renamed, with the old mode, so
/// that the file is at every moment either the old or the new one. A link is followed if what it
/// names lies in `root`; the link stays. Problems: `link-leaves-folder`, `file-changed` (its text is
/// not `before` any more), `file-unwritable`; the file is then as it was.
std::optional<Problem> replace_file(const std::string& path, const std::string& root, std::string_view before,
                                    std::string_view after);

} // namespace dockwright::cli
