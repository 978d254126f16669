#pragma once
#include "engine/child.hpp"
#include <chrono>
#include <cstddef>
#include <optional>

namespace dockwright::engine {

/// What a program printed until it ended.
struct ProgramAnswer {
    int exit_code = 0;
    std::string output;
    /// The last 16 KiB of it.
    std::string errors;
    /// More was printed than was asked for: the rest was not read, and the program was ended.
    bool cut = false;
};

struct ProgramLimits {
    std::chrono::milliseconds time{10000};
    /// Bytes of output.
    std::size_t output = std::size_t{1} << 20U;
};

/// Runs a program to its end, with `input` on its standard input. The problem is `program-missing`
/// or `program-timed-out`; an exit code other than 0 is no problem here.
boost::asio::awaitable<std::expected<ProgramAnswer, Problem>>
run_program(boost::asio::any_io_executor executor, ProgramCall call, std::string input, ProgramLimits limits);

} // namespace dockwright::engine
