#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>

namespace dockwright::engine {

/// Runs `work(0)` to `work(count - 1)`, at most `at_once` at a time, and resumes when all have
/// ended. The first exception is thrown once all have ended; no new work is begun after it.
/// Cancelling this cancels all that run, waits for their end too, and throws. All of it on the caller's
/// executor, which must be one thread. `work` must call a named coroutine function: its captures live as long
/// as the work.
boost::asio::awaitable<void> for_each_bounded(std::size_t count, std::size_t at_once,
                                              std::function<boost::asio::awaitable<void>(std::size_t)> work);

} // namespace dockwright::engine
