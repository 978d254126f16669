#pragma once
#include "actions/exec.hpp"
#include "cli/engine_command.hpp"
#include <functional>
#include <string>

namespace dockwright::cli {

struct AttachOptions {
    EngineOptions engine;
    /// A name, an id or the beginning of one; empty chooses among the running GPU containers.
    std::string container;
    /// Only GPU containers are to choose from, also where none runs.
    bool gpu_only = false;
    /// Empty: the container's own.
    std::string user;
    std::string folder;
};

/// Runs a program in a container, on this terminal; its exit code. See run_inside.
using Inside = std::function<int(const EngineOptions&, actions::ExecOptions, const Streams&)>;

/// `dockwright attach [CONTAINER]`: a shell in the container, on this terminal. With no name it takes the
/// only running GPU container, or asks which where a person sits at the terminal; where none runs, among all.
/// With
/// `--format json` it prints the ways in and starts nothing. Gives the exit code: the shell's.
int attach(const AttachOptions& options, const Streams& streams, const Inside& inside);

} // namespace dockwright::cli
