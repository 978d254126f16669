#include "actions/top.hpp"
#include "engine/problems.hpp"
#include "support/scripted_engine.hpp"
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;
using testing::Step;

const std::string id(64, 'a');

Step list_of(const std::string& state) {
    return expect("GET /v1.41/containers/json")
        .answer(200, R"([{"Id":")" + id + R"(","Names":["/train"],"Image":"i","State":")" + state + R"("}])");
}

Step inspect() {
    return expect("GET /v1.41/containers/" + id + "/json")
        .answer(200, R"({"Id":")" + id + R"(","State":{"Status":"running"},"Config":{},"HostConfig":{}})");
}

Step stats(const std::string& total, const std::string& system) {
    return expect("GET /v1.41/containers/" + id + "/stats?stream=0&one-shot=1")
        .answer(
            200,
            R"({"cpu_stats":{"cpu_usage":{"total_usage":)" + total + R"(},"system_cpu_usage":)" + system +
                R"(,"online_cpus":4},"memory_stats":{"usage":1000,"limit":9000,"stats":{"inactive_file":300}}})");
}

/// Watches until `enough`, or for ten seconds at most; then all that was begun must end.
void watch_until(const std::string& host, const std::shared_ptr<TopSnapshot>& snapshot,
                 const std::function<bool()>& enough) {
    TopOptions options;
    options.interval = std::chrono::milliseconds(20);
    NamedEngine engine;
    engine.name = "box";
    engine.choice.host = host;
    options.engines.push_back(engine);
    boost::asio::io_context loop;
    boost::asio::cancellation_signal cancel;
    bool ended = false;
    boost::asio::co_spawn(loop, watch(snapshot, options),
                          boost::asio::bind_cancellation_slot(
                              cancel.slot(), [&](const std::exception_ptr& /*cancelled*/) { ended = true; }));
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!enough() && std::chrono::steady_clock::now() < until) {
        loop.run_one_for(std::chrono::milliseconds(100));
    }
    EXPECT_TRUE(enough());
    cancel.emit(boost::asio::cancellation_type::terminal);
    loop.run_for(std::chrono::seconds(10));
    EXPECT_TRUE(ended);
    EXPECT_TRUE(loop.stopped()) << "nothing goes on";
}

TEST(Top, RatesAreKnownFromTheSecondLookOnAndContainersAreInspectedOnce) {
    ScriptedEngine engine({expect_ping("1.41"), list_of("running"), inspect(), stats("1000", "100000"),
                           list_of("running"), stats("2000", "102000"), list_of("exited")});
    const auto snapshot = std::make_shared<TopSnapshot>();
    std::vector<TopContainer> second;
    watch_until(engine.host(), snapshot, [&] {
        const bool looked = !snapshot->engines.empty() && snapshot->engines[0].rounds == 2;
        second = looked ? snapshot->engines[0].containers : second;
        return !snapshot->engines.empty() && snapshot->engines[0].rounds >= 3;
    });
    ASSERT_EQ(second.size(), 1U);
    ASSERT_TRUE(second[0].cpu_percent);
    EXPECT_DOUBLE_EQ(*second[0].cpu_percent, 200.0) << "half of the machine's time, of four processors";
    EXPECT_EQ(second[0].memory, 700U);
    EXPECT_TRUE(engine.unmet().empty());
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(Top, AnEngineThatComesBackIsSeenAgain) {
    ScriptedEngine engine({expect_ping("1.41"), list_of("running"), inspect(), stats("1", "2"),
                           testing::failing(list_of("running"), testing::Failure::server_error),
                           expect_ping("1.41"), list_of("running"), inspect(), stats("3", "4")});
    const auto snapshot = std::make_shared<TopSnapshot>();
    std::vector<TopState> states;
    watch_until(engine.host(), snapshot, [&] {
        if (!snapshot->engines.empty() && (states.empty() || states.back() != snapshot->engines[0].state)) {
            states.push_back(snapshot->engines[0].state);
        }
        return states.size() >= 4;
    });
    EXPECT_EQ(states,
              (std::vector{TopState::connecting, TopState::answered, TopState::failed, TopState::answered}));
}

TEST(Top, AnEngineThatIsDownIsAProblemInTheView) {
    ScriptedEngine engine({});
    engine.stop();
    const auto snapshot = std::make_shared<TopSnapshot>();
    watch_until(engine.host(), snapshot,
                [&] { return !snapshot->engines.empty() && snapshot->engines[0].state == TopState::failed; });
    EXPECT_EQ(snapshot->engines[0].problem->kind, engine::problem_kind::stale_socket);
}

TEST(Top, GpusOfThisMachineAreNotThoseOfAnEngineBehindAForwardedSocket) {
    ScriptedEngine engine({expect_ping("1.41"), list_of("running"), inspect(), stats("1", "2"),
                           expect("GET /v1.41/info").answer(200, R"({"Name":"another-machine"})")});
    const auto snapshot = std::make_shared<TopSnapshot>();
    watch_until(engine.host(), snapshot,
                [&] { return !snapshot->engines.empty() && snapshot->engines[0].gpu_problem; });
    EXPECT_EQ(snapshot->engines[0].gpu_problem->kind, "machine-not-reached");
    EXPECT_TRUE(snapshot->engines[0].gpus.empty());
}

TEST(Top, GpusKeepTheirNamesAndTheEndOfTheirHistory) {
    std::vector<TopGpu> gpus;
    for (unsigned i = 0; i < 300; ++i) {
        gpus = with_loads(std::move(gpus), {{.index = 0, .uuid = "GPU-a", .utilization = i % 100},
                                            {.index = 1, .uuid = "GPU-b"}});
        gpus[0].name = "H100";
    }
    EXPECT_EQ(gpus[0].name, "H100");
    EXPECT_EQ(gpus[0].history.size(), 240U);
    EXPECT_EQ(gpus[0].history.back(), 99U);
    EXPECT_TRUE(gpus[1].history.empty());
    EXPECT_EQ(with_loads(std::move(gpus), {{.index = 1, .uuid = "GPU-b"}}).size(), 1U)
        << "one fell off the bus";
}

} // namespace
} // namespace dockwright::actions
