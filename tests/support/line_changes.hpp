#pragma once
#include <string_view>
#include <vector>

namespace dockwright::testing {

/// Split at LF; a line end at the very end begins no further line.
std::vector<std::string_view> lines_of(std::string_view text);

/// A line of the text before (`in_source`) or one that only the text after has.
struct LineChange {
    std::string_view line;
    bool in_source = true;
    bool kept = true;      ///< also in the text after
    bool replaced = false; ///< not kept, and lines of the text after follow in its place
};

/// By the longest common subsequence of lines: for small texts.
std::vector<LineChange> line_changes(std::string_view before, std::string_view after);

} // namespace dockwright::testing
