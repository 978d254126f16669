#pragma once
#include "engine/environment.hpp"
#include "engine/ssh_config.hpp"

namespace dockwright::actions {

/// The hosts that the person's own ~/.ssh/config names, with what it includes; empty if there is none.
/// Reads files, each up to what read_ssh_config takes: for the pool.
engine::SshConfig ssh_hosts(const engine::Environment& environment);

} // namespace dockwright::actions
