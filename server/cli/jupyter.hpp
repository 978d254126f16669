#pragma once
#include "cli/run/run.hpp"
#include <string>

namespace dockwright::cli {

struct JupyterArguments {
    EngineOptions engine;
    /// Empty: the only one that runs, or the one that the person picks.
    std::string container;
    bool browser = true;
    /// How a container is started where there is none of that name, but an image or a folder to build.
    RunArguments starting;
    /// Never look for a container of that name: what was written is an image or a folder, or has options that
    /// only a new one can have.
    bool start_anew = false;
};

/// `dockwright jupyter`: tells the address, opens it, and holds the tunnel until Ctrl-C where it needs one.
int jupyter(JupyterArguments arguments, const Streams& streams);

} // namespace dockwright::cli
