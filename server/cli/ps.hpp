#pragma once
#include "actions/ps.hpp"
#include "cli/engine_command.hpp"

namespace dockwright::cli {

struct PsOptions {
    EngineOptions engine;
    /// Only containers that have, or may have, a GPU.
    bool gpu_only = false;
    /// Also those that don't run.
    bool all = false;
    /// Every engine that has a name somewhere.
    bool all_hosts = false;
    /// For each engine of `all_hosts`.
    std::chrono::seconds limit{15};
};

/// `dockwright ps`: the containers of the engine, those with GPUs first. Gives the exit code.
int ps(const PsOptions& options, const Streams& streams);

/// One engine's list as a table; pure. `now` in seconds since 1970. Foreign text is escaped.
std::string ps_table(const actions::PsList& list, std::int64_t now);

/// `GPU 0  NVIDIA H100 80GB HBM3  77 %  4.9/80 GiB`, a line each.
std::string gpu_lines(const std::vector<host::Gpu>& gpus, const std::vector<host::GpuLoad>& loads);

} // namespace dockwright::cli
