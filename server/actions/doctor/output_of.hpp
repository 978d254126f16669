#pragma once
#include "engine/hijack.hpp"
#include <chrono>
#include <string>

namespace dockwright::actions {

/// What a program in a container printed, both of its streams in one.
struct ProgramOutput {
    std::string text;
    bool ended = false; ///< false: its time was up, it printed too much, or the connection broke
};

struct OutputLimits {
    std::chrono::milliseconds time{30000};
    std::size_t bytes = std::size_t{256} << 10U;
};

/// Of a program without a terminal. The streams are closed at the end, whatever happened.
boost::asio::awaitable<ProgramOutput> output_of(std::shared_ptr<engine::Hijacked> streams,
                                                OutputLimits limits);

/// Runs a program in a container that runs: argv, no shell beside it. The problem is the engine's; one that
/// can't be started says so in the text.
boost::asio::awaitable<std::expected<ProgramOutput, Problem>>
output_inside(std::shared_ptr<engine::Client> client, std::string container, std::vector<std::string> argv,
              OutputLimits limits);

} // namespace dockwright::actions
