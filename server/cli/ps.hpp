#pragma once
#include "cli/engine_command.hpp"

namespace dockwright::cli {

struct PsOptions {
    EngineOptions engine;
    /// Only containers that have, or may have, a GPU.
    bool gpu_only = false;
};

/// `dockwright ps`: the containers of the engine, those with GPUs first. Gives the exit code.
int ps(const PsOptions& options, const Streams& streams);

} // namespace dockwright::cli
