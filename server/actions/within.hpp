#pragma once
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace dockwright::actions {

/// The work's value, or nothing where it isn't done within the limit: it is then cancelled, and not waited
/// for. A cancellation of this cancels the work and is thrown, as everywhere.
template <typename T>
boost::asio::awaitable<std::optional<T>> within(std::chrono::milliseconds limit,
                                                boost::asio::awaitable<T> work) {
    namespace asio = boost::asio;
    struct State {
        State(const asio::any_io_executor& executor, std::chrono::milliseconds time)
            : timer(executor, time) {}
        asio::steady_timer timer;
        asio::cancellation_signal cancel;
        std::optional<T> value;
        std::exception_ptr failure;
        bool done = false;
    };
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const auto state = std::make_shared<State>(executor, limit);
    asio::co_spawn(executor, std::move(work),
                   asio::bind_cancellation_slot(state->cancel.slot(),
                                                [state](const std::exception_ptr& failure, T value) {
                                                    state->done = true;
                                                    state->failure = failure;
                                                    if (!failure) {
                                                        state->value = std::move(value);
                                                    }
                                                    state->timer.cancel();
                                                }));
    if (!state->done) {
        co_await state->timer.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    if (state->failure) {
        std::rethrow_exception(state->failure);
    }
    if (!state->done) {
        state->cancel.emit(asio::cancellation_type::terminal);
        const asio::cancellation_state outer = co_await asio::this_coro::cancellation_state;
        if (outer.cancelled() != asio::cancellation_type::none) {
            throw boost::system::system_error(asio::error::operation_aborted);
        }
    }
    co_return std::move(state->value);
}

} // namespace dockwright::actions
