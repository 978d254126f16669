#pragma once
#include <CLI/App.hpp>
#include <span>
#include <string>

namespace dockwright::cli {

/// What a command takes, for programs that complete words and write manuals: a line each,
/// tab-separated: `command NAME TEXT` for what comes next, `option NAMES VALUE TEXT` (names joined by
/// commas; the value's name, `-` for a flag), `argument NAME TEXT`, and `word NAME` for each that may stand
/// for the argument that is next. `path` names subcommands of the
/// app; words that are none are passed over.
std::string describe(CLI::App& app, std::span<const std::string> path);

} // namespace dockwright::cli
