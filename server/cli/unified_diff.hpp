#pragma once
#include <string>
#include <string_view>

namespace dockwright::cli {

/// The difference between two texts as `diff -u` writes it, with three lines of context and the
/// names `a/PATH` and `b/PATH`, so that `patch -p1` and `git apply` take it. Nothing if they are
/// equal. Coloured text is made fit for a terminal; without colour the lines are as they are.
void append_unified_diff(std::string& out, std::string_view path, std::string_view before,
                         std::string_view after, bool color);

} // namespace dockwright::cli
