#pragma once
#include "actions/blocking.hpp"
#include "actions/logs.hpp"
#include "cli/engine_command.hpp"

namespace dockwright::cli {

struct LogsOptions {
    EngineOptions engine;
    actions::LogOptions logs;
};

/// Standard output and standard error of the container on `streams` of ours; that a lost connection is tried
/// again is told on a terminal.
boost::asio::awaitable<actions::Answer<bool>> pass_logs(std::shared_ptr<engine::Client> client,
                                                        actions::LogOptions wanted, Streams streams);

/// `dockwright logs`: standard output and standard error of the container on those of this process. The exit
/// code.
int logs(const LogsOptions& options, const Streams& streams);

} // namespace dockwright::cli
