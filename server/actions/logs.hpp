#pragma once
#include "actions/progress.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/log_frames.hpp"
#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace dockwright::actions {

struct LogOptions {
    /// As for find_container.
    std::string container{};
    bool follow = false;
    /// How many of the last lines; "all".
    std::string tail = "all";
    /// "10m", "2h30m", "3d", seconds since 1970, or a time as RFC 3339 has it; empty: from the beginning.
    std::string since{};
    bool timestamps = false;
    /// How long a lost engine is waited for while following.
    std::chrono::milliseconds patience{20000};
};

/// Takes what came by one read, in its order: views that end with the call. False: nobody wants more.
using LogSink = std::function<bool(std::span<const engine::LogPiece>)>;

/// What a container has printed, each stream for itself (of one with a terminal all is standard output). When
/// the connection is lost while following, it is asked again from the last line on, so that no line is lost
/// or comes twice; that is told by `progress`. Ends with the container. Problems: the engine's, and
/// `cancelled`.
boost::asio::awaitable<std::expected<void, Problem>>
logs(std::shared_ptr<engine::Client> client, LogOptions options, LogSink sink, OnProgress progress);

/// For the engine: seconds since 1970. The problem is `time-not-understood`.
std::expected<std::string, Problem> since_seconds(std::string_view text,
                                                  std::chrono::system_clock::time_point now);

} // namespace dockwright::actions
