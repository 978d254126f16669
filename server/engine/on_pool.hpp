#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <optional>
#include <utility>

namespace dockwright::engine {

template <typename T>
boost::asio::awaitable<T> run_there(std::function<T()> work) {
    co_return work();
}

/// Runs work that blocks or takes long on the pool, and resumes where the caller was; without a
/// pool, at once and here (right for a program that does nothing else meanwhile). The work must own
/// all it touches. Build the function before the call, not within the co_await expression: g++ 12
/// destroys such temporaries twice.
template <typename T>
boost::asio::awaitable<T> on_pool(std::optional<boost::asio::any_io_executor> pool, std::function<T()> work) {
    if (!pool) {
        co_return work();
    }
    co_return co_await boost::asio::co_spawn(*pool, run_there<T>(std::move(work)),
                                             boost::asio::use_awaitable);
}

} // namespace dockwright::engine
