#include "support/line_changes.hpp"
#include <algorithm>

namespace dockwright::testing {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end, text.size() - 1) + 1);
    }
    return lines;
}

std::vector<LineChange> line_changes(std::string_view before, std::string_view after) {
    const std::vector<std::string_view> old = lines_of(before);
    const std::vector<std::string_view> now = lines_of(after);
    // common[i][j]: how many lines old[i…] and now[j…] can share.
    std::vector common(old.size() + 1, std::vector<std::size_t>(now.size() + 1));
    for (std::size_t i = old.size(); i-- > 0;) {
        for (std::size_t j = now.size(); j-- > 0;) {
            common[i][j] =
                old[i] == now[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
        }
    }
    std::vector<LineChange> changes;
    for (std::size_t i = 0, j = 0; i < old.size() || j < now.size();) {
        if (i < old.size() && j < now.size() && old[i] == now[j]) {
            changes.push_back({.line = old[i]});
            ++i, ++j;
        } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
            changes.push_back({.line = old[i], .kept = false});
            ++i;
        } else {
            if (!changes.empty() && changes.back().in_source && !changes.back().kept) {
                changes.back().replaced = true;
            }
            changes.push_back({.line = now[j], .in_source = false, .kept = false});
            ++j;
        }
    }
    return changes;
}

} // namespace dockwright::testing
