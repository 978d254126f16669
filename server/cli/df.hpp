#pragma once
#include "actions/cleaning.hpp"
#include "cli/engine_command.hpp"
#include <string>
#include <vector>

namespace dockwright::cli {

struct DfArguments {
    EngineOptions engine;
    bool prune = false;
    std::vector<std::string> remove;
    bool yes = false;
};

/// `dockwright df`: what takes an engine's disk, what can go, and its removal. Gives the exit code.
int df(const DfArguments& arguments, const Streams& streams);

/// The tables, and a bar for each kind of thing.
std::string df_text(const actions::DiskUse& use);

/// What can go and what only goes when it is named.
std::string plan_text(const actions::CleaningPlan& plan);

/// One object, ended by LF.
std::string df_json(const actions::DiskUse& use, const actions::CleaningPlan& plan);

} // namespace dockwright::cli
