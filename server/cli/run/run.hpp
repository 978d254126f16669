#pragma once
#include "actions/build/options.hpp"
#include "actions/run/run.hpp"
#include "cli/engine_command.hpp"
#include <optional>
#include <string>
#include <vector>

/// `dockwright run`.
namespace dockwright::cli {

struct RunArguments {
    EngineOptions engine;
    actions::RunOptions options;
    bool detach = false;
    /// Only the equal line of docker is printed.
    bool print_only = false;
    bool no_pull = false;
    /// Built first; the image's name is then the build's.
    std::optional<actions::BuildOptions> building{};
    /// On the machine with a free GPU, of all that are known.
    bool any_host = false;
    /// What the person should know of what was read and written, sentences without a full stop.
    std::vector<std::string> notes{};
};

/// Builds where there is something to build, looks at the machine, and plans; what is run is not made yet.
/// Problems: those of actions::build_for_run and actions::prepare_run.
boost::asio::awaitable<std::expected<actions::PreparedRun, Problem>>
prepare_container(std::shared_ptr<engine::Client> client, RunArguments arguments,
                  actions::OnProgress progress);

/// Starts a container and says how it went; with `interactive` it is joined to the terminal, and the exit
/// code is its own, as with `followed`, unless Ctrl-C leaves it.
int run_container(RunArguments arguments, const Streams& streams);

} // namespace dockwright::cli
