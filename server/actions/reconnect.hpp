#pragma once
#include "base/problem.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <optional>

/// What follows an engine without end (logs, events) and outlives its connection.
namespace dockwright::actions {

/// Whether waiting may help: the engine isn't there, or is only about to be.
bool may_come_back(const Problem& problem);

/// How long a lost engine has been tried already, and how long to wait before it is tried again.
class Retry {
public:
    explicit Retry(std::chrono::milliseconds patience) : patience_(patience) {}

    /// It answered.
    void answered();
    /// It didn't. False: that has gone on for longer than the patience.
    bool lost();
    /// Waits, each time longer, a second at most. Ended early by a cancellation.
    boost::asio::awaitable<void> wait(boost::asio::any_io_executor executor);

private:
    static constexpr std::chrono::milliseconds shortest{50};
    static constexpr std::chrono::milliseconds longest{1000};

    std::chrono::milliseconds patience_;
    std::optional<std::chrono::steady_clock::time_point> lost_at_;
    std::chrono::milliseconds pause_ = shortest;
};

} // namespace dockwright::actions
