#pragma once
#include "actions/exec.hpp"
#include "cli/engine_command.hpp"

namespace dockwright::cli {

/// Runs a program in a container, joined to this process's streams. Its exit code; 2 where it could not be
/// run, with a sentence.
int run_inside(const EngineOptions& engine, actions::ExecOptions options, const Streams& streams);

} // namespace dockwright::cli
