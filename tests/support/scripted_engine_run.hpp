#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <stdexcept>

namespace dockwright::testing {

/// Runs one coroutine to its end on the loop, and gives what it gives or throws what it throws.
template <typename T>
T run_to_end(boost::asio::io_context& loop, boost::asio::awaitable<T> work) {
    std::optional<T> result;
    std::exception_ptr failure;
    boost::asio::co_spawn(loop, std::move(work), [&](const std::exception_ptr& thrown, T value) {
        failure = thrown;
        if (!thrown) {
            result = std::move(value);
        }
    });
    loop.restart();
    loop.run();
    if (failure) {
        std::rethrow_exception(failure);
    }
    if (!result) {
        throw std::logic_error("the coroutine did not end");
    }
    return std::move(*result);
}

} // namespace dockwright::testing
