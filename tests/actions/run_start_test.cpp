#include "actions/blocking.hpp"
#include "actions/run/run.hpp"
#include "engine/open.hpp"
#include "support/scripted_engine.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using testing::expect;
using testing::expect_ping;
using testing::Failure;
using testing::Script;
using testing::ScriptedEngine;

const std::string& id() {
    static const std::string text(64, 'a');
    return text;
}

PreparedRun prepared() {
    PreparedRun out;
    out.options = {.image = "toy:1", .owner = "ada@laptop", .settle = std::chrono::milliseconds(0)};
    out.options.caches = false;
    auto plan = plan_run(out.options, RunGround());
    out.plan = std::move(*plan);
    return out;
}

asio::awaitable<Answer<StartedRun>> start(std::string host) {
    engine::Choice choice{.host = std::move(host)};
    auto client = co_await engine::find_engine(co_await asio::this_coro::executor, std::move(choice),
                                               engine::Environment(), engine::Limits(), std::nullopt);
    if (!client) {
        co_return std::unexpected(std::move(client.error()));
    }
    co_return co_await start_run(*client, prepared(), nullptr);
}

Answer<StartedRun> started(const ScriptedEngine& engine) {
    return run_blocking<StartedRun>([&] { return start(engine.host()); });
}

std::string state(const std::string& status, int code) {
    return R"({"Id":")" + id() + R"(","State":{"Status":")" + status + R"(","ExitCode":)" +
           std::to_string(code) +
           R"(},"Config":{"Labels":{"dockwright.owner":"ada@laptop"}},"HostConfig":{}})";
}

testing::Step creation() {
    return expect("POST /v1.41/containers/create?name=toy").answer(201, R"({"Id":")" + id() + R"("})");
}

testing::Step starting() {
    return expect("POST /v1.41/containers/" + id() + "/start").answer(204);
}

testing::Step looking() {
    return expect("GET /v1.41/containers/" + id() + "/json").answer(200, state("running", 0));
}

/// What takes it back.
Script removal() {
    return {expect("POST /v1.41/containers/" + id() + "/kill?signal=SIGKILL").answer(409, "{}"),
            expect("DELETE /v1.41/containers/" + id() + "?v=0&force=1").answer(204)};
}

Script with_removal(Script script) {
    for (testing::Step& step : removal()) {
        script.push_back(std::move(step));
    }
    return script;
}

TEST(StartedRuns, AreMadeStartedAndLookedAt) {
    ScriptedEngine engine({expect_ping("1.41"), creation(), starting(), looking()});
    const auto run = started(engine);
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_EQ(run->id, id());
    EXPECT_FALSE(run->ended);
    EXPECT_TRUE(engine.unmet().empty());
}

TEST(StartedRuns, ThatCannotStartAreRemovedAgain) {
    ScriptedEngine engine(
        with_removal({expect_ping("1.41"), creation(),
                      starting().answer(400, R"({"message":"exec: \"/no\": no such file or directory"})")}));
    const auto run = started(engine);
    ASSERT_FALSE(run);
    EXPECT_TRUE(run.error().message.contains("/no")) << run.error().message;
    EXPECT_TRUE(engine.unmet().empty()) << "it was removed";
}

TEST(StartedRuns, ThatEndAtOnceSayWhatTheyWrote) {
    ScriptedEngine engine(with_removal(
        {expect_ping("1.41"), creation(), starting(), looking().answer(200, state("exited", 1)),
         expect("GET /v1.41/containers/" + id() + "/logs?stdout=1&stderr=1&follow=0&tail=20&timestamps=0")
             .answer(200, std::string("\x02\0\0\0\0\0\0\x05", 8) + "boom\n")}));
    const auto run = started(engine);
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().kind, "container-ended");
    EXPECT_TRUE(run.error().message.contains("boom")) << run.error().message;
    EXPECT_TRUE(engine.unmet().empty());
}

TEST(StartedRuns, AreWholeOrGoneWhereverTheEngineFails) {
    const Script script{expect_ping("1.41"), creation(), starting(), looking()};
    for (std::size_t i = 1; i < script.size(); ++i) {
        for (const Failure failure : testing::failures) {
            if (failure == Failure::hangs || failure == Failure::hangs_in_header) {
                continue; // the client's own tests have those, with short limits
            }
            Script broken = script;
            broken[i] = testing::failing(script[i], failure);
            broken.push_back(expect("GET /v1.41/containers/toy/json").answer(200, state("created", 0)));
            ScriptedEngine engine(with_removal(broken));
            const auto run = started(engine);
            const std::string context = std::to_string(i) + " " + std::string(testing::name_of(failure));
            if (run) {
                EXPECT_EQ(i, 2U) << context << ": only a start has no answer that could be wrong";
                continue;
            }
            const auto unmet = engine.unmet();
            const bool refused = i == 1 && failure == Failure::server_error;
            EXPECT_EQ(std::ranges::count(unmet, removal().back().request), refused ? 1 : 0) << context;
            EXPECT_FALSE(run.error().message.empty()) << context;
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
        }
    }
}

} // namespace
} // namespace dockwright::actions
