#pragma once
#include "base/problem.hpp"
#include "cli/parse.hpp"
#include "gpu/host.hpp"
#include <expected>
#include <span>
#include <string>
#include <vector>

/// The machines that a command line names.
namespace dockwright::cli {

struct MachineOptions {
    std::vector<std::string> gpus;
    std::vector<std::string> drivers;
    std::vector<std::string> files;
    std::vector<std::string> names; ///< of `targets` in the configuration

    bool empty() const { return gpus.empty() && drivers.empty() && files.empty() && names.empty(); }
};

/// `--gpu` and `--driver`.
void add_gpu_options(CLI::App& app, MachineOptions& options);
/// These and `--machine` and `--host`.
void add_machine_options(CLI::App& app, MachineOptions& options);

/// Those of `--gpu` and `--driver`: the first driver belongs to the first GPU, and so on.
std::expected<std::vector<gpu::Host>, Problem> paired_machines(const MachineOptions& options);

/// All of them, in the order pairs, files, names. Blocks. What is wrong with a file is said, each mistake
/// with its line; the problem then says that nothing was done.
std::expected<std::vector<gpu::Host>, Problem> machines_of(const MachineOptions& options,
                                                           std::span<const gpu::Host> configured);

} // namespace dockwright::cli
