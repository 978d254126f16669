#pragma once
#include "actions/blocking.hpp"
#include "engine/open.hpp"
#include <boost/asio/this_coro.hpp>
#include <functional>
#include <memory>
#include <utility>

namespace dockwright::actions {

/// What is done with an engine once it is found. Must call a named coroutine function.
template <typename T>
using EngineWork = std::function<boost::asio::awaitable<Answer<T>>(std::shared_ptr<engine::Client> client)>;

template <typename T>
boost::asio::awaitable<Answer<T>> work_with_engine(engine::Choice choice, engine::Environment environment,
                                                   EngineWork<T> work) {
    auto executor = co_await boost::asio::this_coro::executor;
    auto client = co_await engine::find_engine(executor, std::move(choice), std::move(environment),
                                               engine::Limits(), std::nullopt);
    if (!client) {
        co_return std::unexpected(std::move(client.error()));
    }
    co_return co_await work(std::move(*client));
}

/// Finds the engine, and blocks until the work with it is done. Ctrl-C cancels the work.
template <typename T>
Answer<T> with_engine(const engine::Choice& choice, const engine::Environment& environment,
                      const EngineWork<T>& work) {
    return run_blocking<T>([&] { return work_with_engine<T>(choice, environment, work); });
}

} // namespace dockwright::actions
