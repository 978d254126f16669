#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace dockwright::engine {

/// Runs work that blocks or takes long on the pool, and resumes where the caller was; without a
/// pool, at once and here (right for a program that does nothing else meanwhile). The work must own
/// all it touches. A cancellation does not reach it, since it is under way on another thread: the
/// caller sees it when the work is done. Build the function before the call, not within the co_await
/// expression: g++ 12 destroys such temporaries twice.
template <typename T>
boost::asio::awaitable<T> on_pool(std::optional<boost::asio::any_io_executor> pool, std::function<T()> work) {
    if (!pool) {
        co_return work();
    }
    using Outcome = std::unique_ptr<T>; // empty if the work threw
    const auto initiate = [](auto handler, const boost::asio::any_io_executor& there,
                             std::function<T()> job) {
        auto here = boost::asio::make_work_guard(boost::asio::get_associated_executor(handler));
        boost::asio::post(
            there, [handler = std::move(handler), here = std::move(here), job = std::move(job)]() mutable {
                std::exception_ptr failure;
                Outcome outcome;
                try {
                    outcome = std::make_unique<T>(job());
                } catch (...) { failure = std::current_exception(); }
                boost::asio::post(here.get_executor(), [handler = std::move(handler), failure,
                                                        outcome = std::move(outcome)]() mutable {
                    std::move(handler)(failure, std::move(outcome));
                });
            });
    };
    Outcome outcome = co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>&,
                                                           void(std::exception_ptr, Outcome)>(
        initiate, boost::asio::use_awaitable, *pool, work);
    co_return std::move(*outcome);
}

} // namespace dockwright::engine
