#pragma once
#include "cli/containers/change_arguments.hpp"
#include "cli/engine_command.hpp"

namespace dockwright::cli {

struct RecreateCommand {
    EngineOptions engine;
    std::string container;
    ChangeWords words;
    bool yes = false;
    bool resume = false;
    std::string drop_old;
};

/// `dockwright recreate`. The exit code.
int recreate(const RecreateCommand& options, const Streams& streams);

} // namespace dockwright::cli
