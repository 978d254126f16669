#pragma once
#include "actions/with_engine.hpp"
#include "cli/engine_command.hpp"

namespace dockwright::cli {

template <typename T>
using EngineWork = actions::EngineWork<T>;

/// Finds the engine that the options name, and blocks until the work with it is done. Ctrl-C cancels
/// the work. `work` must call a named coroutine function.
template <typename T>
actions::Answer<T> with_engine(const EngineOptions& options, const EngineWork<T>& work) {
    return actions::with_engine<T>(choice_of(options), options.environment, work);
}

} // namespace dockwright::cli
