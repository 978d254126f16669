#pragma once
#include "actions/client_program.hpp"
#include "cli/engine_command.hpp"
#include <functional>
#include <string>

namespace dockwright::cli {

struct AttachOptions {
    EngineOptions engine;
    /// A name, an id or the beginning of one; empty chooses among the running GPU containers.
    std::string container;
};

/// Puts the program in this process's place; comes back, with errno set, only if that fails.
using Replace = std::function<void(const actions::Command&)>;
void replace_process(const actions::Command& command);

/// `dockwright attach [CONTAINER]`: a shell in the container. With no name it takes the only running
/// GPU container, or asks which where a person sits at the terminal. With `--format json` it prints
/// the ways in and starts nothing. Gives the exit code, if it comes back.
int attach(const AttachOptions& options, const Streams& streams, const Replace& replace);

} // namespace dockwright::cli
