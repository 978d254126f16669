#pragma once
#include "cli/engine_command.hpp"
#include <chrono>
#include <cstdint>

namespace dockwright::cli::top {

struct TopOptions {
    EngineOptions engine;
    bool all_hosts = false;
    bool gpu_only = false;
    /// A table each round instead of a screen that is redrawn.
    bool plain = false;
    std::chrono::milliseconds interval{2000};
    /// 0: until the person leaves. Off a terminal, and without this, one.
    std::int64_t rounds = 0;
};

/// `dockwright top`: gives the exit code. The terminal is as before however this ends.
int top(const TopOptions& options, const Streams& streams);

} // namespace dockwright::cli::top
