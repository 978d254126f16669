#pragma once
#include "actions/stop.hpp"
#include "cli/containers/asking.hpp"
#include "cli/containers/pick.hpp"
#include "cli/parse.hpp"

/// What the commands that change containers one by one have in common: stop, start, restart, rm.
namespace dockwright::cli {

struct EachOptions {
    EngineOptions engine;
    std::string format = "text";
    std::vector<std::string> containers;
    int seconds = -1;
    bool yes = false;
};

/// Adds the engine's options, `--json` and the containers' names.
void add_each_options(CLI::App& app, EachOptions& options);
void add_yes(CLI::App& app, bool& yes);
void add_seconds(CLI::App& app, int& seconds);

/// What is done with one container; as words afterwards "stopped", "removed".
struct Deed {
    Wanted wanted;
    std::string done;
    std::string was_so;
    std::function<boost::asio::awaitable<actions::Answer<actions::ContainerChange>>(
        std::shared_ptr<engine::Client>, actions::StopOptions)>
        act;
};

/// Does it to each, or to the one that the person picks; one that fails doesn't stop the others. The exit
/// code.
ExitCode for_each_container(EachOptions& options, const Streams& streams, const Deed& deed);

} // namespace dockwright::cli
