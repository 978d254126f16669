#pragma once
#include "cli/engine_command.hpp"
#include <string>

namespace dockwright::cli {

struct PullArguments {
    EngineOptions engine;
    std::string image;
    std::string platform;
    std::string mirror;
};

/// `dockwright pull`. Gives the exit code.
int pull(const PullArguments& arguments, const Streams& streams);

} // namespace dockwright::cli
