#pragma once
#include "engine/client.hpp"
#include "engine/open.hpp"
#include "engine/problems.hpp"
#include "support/scripted_engine.hpp"
#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <exception>
#include <expected>
#include <functional>
#include <memory>
#include <optional>

namespace dockwright::testing {

template <typename T>
using ActionWork =
    std::function<boost::asio::awaitable<std::expected<T, Problem>>(std::shared_ptr<engine::Client> client)>;

template <typename T>
boost::asio::awaitable<std::expected<T, Problem>> find_and_work(std::string host, ActionWork<T> work,
                                                                std::chrono::milliseconds patience) {
    auto executor = co_await boost::asio::this_coro::executor;
    engine::Choice choice;
    choice.host = host;
    engine::Limits limits{.connect = patience, .request = patience};
    auto client = co_await engine::find_engine(executor, std::move(choice), engine::Environment(), limits,
                                               std::nullopt);
    if (!client) {
        co_return std::unexpected(std::move(client.error()));
    }
    co_return co_await work(std::move(*client));
}

/// Runs an action on the scripted engine, and cancels it (as Ctrl-C does) when the time is up; a request
/// waits no longer than that either, unless `patience` says so. Blocks until the action has ended. An action
/// that has nothing to take back may end a cancellation by throwing it.
template <typename T>
std::expected<T, Problem> run_action(const ScriptedEngine& engine, ActionWork<T> work,
                                     std::chrono::milliseconds cancelled_after = std::chrono::minutes(1),
                                     std::optional<std::chrono::milliseconds> patience = {}) {
    namespace asio = boost::asio;
    constexpr std::chrono::milliseconds longest = std::chrono::seconds(10);
    asio::io_context loop;
    asio::cancellation_signal cancel;
    asio::steady_timer timer(loop, cancelled_after);
    timer.async_wait([&](const boost::system::error_code& ec) {
        if (!ec) {
            cancel.emit(asio::cancellation_type::all);
        }
    });
    std::optional<std::expected<T, Problem>> outcome;
    std::exception_ptr failure;
    asio::co_spawn(loop,
                   find_and_work<T>(engine.host(), std::move(work),
                                    patience.value_or(std::min(cancelled_after, longest))),
                   asio::bind_cancellation_slot(
                       cancel.slot(), [&](const std::exception_ptr& thrown, std::expected<T, Problem> value) {
                           failure = thrown;
                           outcome = std::move(value);
                           timer.cancel();
                       }));
    loop.run();
    try {
        if (failure) {
            std::rethrow_exception(failure);
        }
    } catch (const boost::system::system_error& error) {
        if (error.code() != asio::error::operation_aborted) {
            throw;
        }
        return std::unexpected(
            Problem{.kind = engine::problem_kind::cancelled, .message = "it was cancelled", .next_step = {}});
    }
    return std::move(outcome.value());
}

} // namespace dockwright::testing
