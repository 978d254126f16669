#pragma once
#include "actions/blocking.hpp"
#include "engine/open.hpp"
#include "support/scripted_engine.hpp"
#include <boost/asio/this_coro.hpp>

namespace dockwright::actions {

template <typename T>
using Act = std::function<boost::asio::awaitable<Answer<T>>(std::shared_ptr<engine::Client>)>;

template <typename T>
boost::asio::awaitable<Answer<T>> opened(std::string host, Act<T> act) {
    engine::Choice choice;
    choice.host = std::move(host);
    engine::Limits limits;
    limits.request = std::chrono::milliseconds(300);
    limits.connect = std::chrono::milliseconds(300);
    engine::Environment environment;
    const auto executor = co_await boost::asio::this_coro::executor;
    auto client = co_await engine::find_engine(executor, std::move(choice), std::move(environment), limits,
                                               std::nullopt);
    if (!client) {
        co_return std::unexpected(std::move(client.error()));
    }
    co_return co_await act(*client);
}

/// Runs an action to its end on a scripted engine, with short limits.
template <typename T>
Answer<T> run_on(const testing::ScriptedEngine& engine, Act<T> act) {
    return run_blocking<T>([&] { return opened<T>(engine.host(), act); });
}

/// A problem that a person can read: one sentence, without a full stop.
inline bool is_sentence(const Problem& problem) {
    return !problem.kind.empty() && !problem.message.empty() && !problem.message.ends_with('.') &&
           problem.message.find('\n') == std::string::npos;
}

} // namespace dockwright::actions
