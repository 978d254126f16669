#pragma once
#include "base/problem.hpp"
#include <boost/asio/awaitable.hpp>

/// How an action is broken off: the person's Ctrl-C, or the editor's cancel, emits the coroutine's
/// cancellation signal. What waits then (a request, a stream, a timer) ends with a problem of the
/// kind `cancelled`, and the action takes back what it has begun.
namespace dockwright::actions {

/// To be awaited first in every action that has something to take back: a cancellation then ends the
/// wait that is under way, and doesn't throw at the next one.
boost::asio::awaitable<void> take_back_by_myself();

/// Whether the action was cancelled, also between two waits. Look before each step that changes
/// something.
boost::asio::awaitable<bool> was_cancelled();

/// From here on nothing interrupts: for the steps that take back.
boost::asio::awaitable<void> no_more_interruptions();

/// For an action that found out by `was_cancelled`.
Problem cancelled_by_person();

} // namespace dockwright::actions
