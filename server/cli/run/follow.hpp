#pragma once
#include "actions/blocking.hpp"
#include "actions/run/run.hpp"
#include "cli/engine_command.hpp"

namespace dockwright::cli {

/// How a container went on before a person's eyes.
struct Followed {
    /// By Ctrl-C, or by the end of the terminal; it goes on.
    bool left = false;
    /// Its own, where it has ended.
    int exit_code = 0;
    bool out_of_memory = false;
};

/// Shows what a started container prints until it ends; joined to the terminal with `interactive`. Problems:
/// the engine's.
boost::asio::awaitable<actions::Answer<Followed>> follow_run(std::shared_ptr<engine::Client> client,
                                                             actions::StartedRun started, bool interactive,
                                                             Streams streams);

} // namespace dockwright::cli
