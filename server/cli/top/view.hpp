#pragma once
#include "actions/top.hpp"
#include "cli/interactive.hpp"

/// What `dockwright top` shows: pure functions of what was seen.
namespace dockwright::cli::top {

struct ViewStyle {
    bool color = false;
    /// Blocks instead of `#`: the terminal reads UTF-8.
    bool blocks = false;
};

/// The lines of a terminal of that size, without ends of lines: at most `rows`, none wider than `columns`.
/// Escape sequences are ours alone, and only with colour.
std::vector<std::string> view(const actions::TopSnapshot& snapshot, TerminalSize size, ViewStyle style);

/// A plain table for a screen reader or a log: no bars, no colour, as wide as it gets.
std::string plain(const actions::TopSnapshot& snapshot);

/// One JSON object on one line; `time` in seconds since 1970.
std::string json_line(const actions::TopSnapshot& snapshot, std::int64_t round, std::int64_t time);

} // namespace dockwright::cli::top
