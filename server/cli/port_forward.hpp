#pragma once
#include "cli/engine_command.hpp"
#include <string>

namespace dockwright::cli {

struct PortForwardArguments {
    EngineOptions engine;
    std::string container;
    /// [LOCAL:]REMOTE
    std::string port;
};

/// `dockwright port-forward`: until Ctrl-C, which is its ordinary end.
int port_forward(const PortForwardArguments& arguments, const Streams& streams);

} // namespace dockwright::cli
