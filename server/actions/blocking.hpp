#pragma once
#include "base/problem.hpp"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <exception>
#include <expected>
#include <functional>
#include <utility>

/// For a program without a loop of its own, such as a terminal command.
namespace dockwright::actions {

template <typename T>
using Answer = std::expected<T, Problem>;

/// Of what was thrown in a coroutine: memory, file handles.
Problem thrown(const std::exception_ptr& failure);

/// Blocks until the work is done. Ctrl-C (and SIGTERM) cancels it, which lets it take back what it has
/// begun; a second one is for the program's own default: it ends at once.
template <typename T>
Answer<T> run_blocking(std::function<boost::asio::awaitable<Answer<T>>()> work) {
    namespace asio = boost::asio;
    asio::io_context loop(1);
    asio::cancellation_signal cancel;
    asio::signal_set signals(loop, SIGINT, SIGTERM);
    signals.async_wait([&cancel, &signals](const boost::system::error_code& ec, int /*number*/) {
        if (!ec) {
            signals.clear(); // the next one ends the program
            cancel.emit(asio::cancellation_type::all);
        }
    });
    Answer<T> answer =
        std::unexpected(Problem{.kind = "internal", .message = "nothing was done", .next_step = {}});
    asio::co_spawn(
        loop, work(),
        asio::bind_cancellation_slot(cancel.slot(), [&](const std::exception_ptr& failure, Answer<T> value) {
            answer = failure ? std::unexpected(thrown(failure)) : std::move(value);
            signals.cancel();
        }));
    loop.run();
    return answer;
}

} // namespace dockwright::actions
