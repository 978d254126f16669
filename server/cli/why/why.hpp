#pragma once
#include "actions/why/why.hpp"
#include "cli/engine_command.hpp"

namespace dockwright::cli {

struct WhyArguments {
    EngineOptions engine;
    std::string container;
};

/// `dockwright why`. 0: it sees its GPU, or nothing speaks against it; 1: something does; 2: it could not be
/// looked at.
int why(const WhyArguments& arguments, const Streams& streams);

std::string why_text(const actions::Why& why);
std::string why_json(const actions::Why& why);

} // namespace dockwright::cli
