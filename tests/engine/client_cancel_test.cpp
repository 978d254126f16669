#include "engine/calls/list_containers.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/problems.hpp"
#include "support/scripted_action.hpp"
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>
#include <gtest/gtest.h>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

constexpr const char* listing = "GET /v1.41/containers/json?all=1";

/// Two requests, the second over the connection of the first; cancelled without a throw, as in actions.
asio::awaitable<std::expected<std::size_t, Problem>> look_twice(std::shared_ptr<Client> client) {
    co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
    co_await asio::this_coro::throw_if_cancelled(false);
    const auto info = co_await system_info(client);
    if (!info) {
        co_return std::unexpected(info.error());
    }
    const auto containers = co_await list_containers(client);
    if (!containers) {
        co_return std::unexpected(containers.error());
    }
    co_return containers->size();
}

std::expected<std::size_t, Problem> looked(const ScriptedEngine& engine,
                                           std::chrono::milliseconds cancelled_after) {
    return testing::run_action<std::size_t>(
        engine, [](std::shared_ptr<Client> client) { return look_twice(std::move(client)); }, cancelled_after,
        std::chrono::seconds(10));
}

TEST(CancelledRequests, OverAConnectionThatWasIdleAreNotSentAgain) {
    ScriptedEngine engine({expect_ping("1.41"), expect("GET /v1.41/info").answer(200, "{}"),
                           expect(listing).cut(0).hangs(), expect(listing).answer(200, "[]")});
    const auto count = looked(engine, std::chrono::milliseconds(150));
    ASSERT_FALSE(count);
    EXPECT_EQ(count.error().kind, problem_kind::cancelled) << count.error().message;
    EXPECT_EQ(engine.unmet(), std::vector<std::string>{listing});
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(CancelledRequests, AreNotThoseWhoseIdleConnectionTheEngineClosed) {
    ScriptedEngine engine({expect_ping("1.41"), expect("GET /v1.41/info").answer(200, "{}"),
                           expect(listing).cut(0).closes(), expect(listing).answer(200, "[]")});
    const auto count = looked(engine, std::chrono::minutes(1));
    ASSERT_TRUE(count) << count.error().message;
    EXPECT_TRUE(engine.unmet().empty()) << "it was sent again";
}

} // namespace
} // namespace dockwright::engine
