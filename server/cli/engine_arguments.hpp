#pragma once
#include "cli/engine_command.hpp"
#include "cli/parse.hpp"

namespace dockwright::cli {

/// Adds `--host`, `--context` and `--format`, and fills in what the process's environment says.
/// `format` must live until `app` has parsed; then set `options.json` by it.
void add_engine_options(CLI::App& app, EngineOptions& options, std::string& format);

/// Those of this process.
Streams process_streams();

} // namespace dockwright::cli
