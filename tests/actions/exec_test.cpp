#include "actions/exec.hpp"
#include "engine/problems.hpp"
#include "refused.hpp"
#include "run_on.hpp"
#include "support/scripted_action.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

const std::string id(64, 'a');
constexpr const char* upgraded =
    "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\n"
    "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\nhello";

std::string inspected(const std::string& status) {
    return R"({"Id":")" + id + R"(","Name":"/train","State":{"Status":")" + status + R"(","Running":)" +
           (status == "running" ? "true" : "false") + R"(},"Config":{},"HostConfig":{}})";
}

/// The engine of the script reads no bodies: a connection that had one is closed.
Script good() {
    return {expect_ping("1.41"), expect("GET /v1.41/containers/train/json").answer(200, inspected("running")),
            expect("POST /v1.41/containers/" + id + "/exec").answer(201, R"({"Id":"e1"})").closes(),
            expect("POST /v1.41/exec/e1/start").bytes(upgraded).closes()};
}

boost::asio::awaitable<Answer<std::string>> run_and_read(std::shared_ptr<engine::Client> client) {
    ExecOptions options;
    options.container = "train";
    options.words = {"nvidia-smi"};
    const auto started = co_await exec(std::move(client), std::move(options));
    if (!started) {
        co_return std::unexpected(started.error());
    }
    EXPECT_EQ(started->id, "e1");
    EXPECT_EQ(started->container.id, id);
    co_return co_await engine::read(started->streams);
}

Answer<std::string> said(const ScriptedEngine& engine,
                         std::chrono::milliseconds cancelled_after = std::chrono::minutes(1)) {
    return testing::run_action<std::string>(
        engine, [](std::shared_ptr<engine::Client> client) { return run_and_read(std::move(client)); },
        cancelled_after);
}

TEST(Executing, GivesTheStreamsOfTheProgram) {
    ScriptedEngine engine(good());
    const auto text = said(engine);
    ASSERT_TRUE(text) << text.error().message;
    EXPECT_EQ(*text, "hello");
    EXPECT_TRUE(engine.unmet().empty());
    EXPECT_TRUE(engine.unexpected().empty());
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(Executing, InWhatDoesNotRunAsksTheEngineNothingMore) {
    for (const char* status : {"exited", "paused", "created"}) {
        Script script = good();
        script[1] = expect("GET /v1.41/containers/train/json").answer(200, inspected(status));
        ScriptedEngine engine(script);
        const auto text = said(engine);
        ASSERT_FALSE(text) << status;
        EXPECT_EQ(text.error().kind, engine::problem_kind::container_not_running);
        EXPECT_TRUE(is_sentence(text.error())) << text.error().message;
        EXPECT_EQ(engine.unmet().size(), 2U) << status;
        EXPECT_EQ(text.error().next_step.contains("unpause"), std::string_view(status) == "paused");
    }
}

TEST(Executing, StartsNothingOrSaysWhyNotWhicheverStepFails) {
    Script script = good();
    script[3] = expect(script[3].request).answer(200, "hello"); // as engines do that don't upgrade
    testing::replay_failing_at_each_step(script, [&](ScriptedEngine& engine, const std::string& context) {
        SCOPED_TRACE(context);
        const auto text = said(engine, patience_for(context));
        const bool program_is_there = engine.unmet().empty();
        if (!program_is_there || context.contains("server error")) {
            ASSERT_FALSE(text);
            EXPECT_TRUE(is_sentence(text.error())) << text.error().message;
        } else if (text) { // what came is what was sent
            EXPECT_TRUE(context.contains("/start")) << *text;
        }
        EXPECT_EQ(changed_beyond(engine), std::vector<std::string>()) << "nothing else is tried";
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
    });
}

TEST(Executing, TellsWhatTheEngineRefuses) {
    const Script script = good();
    replay_refused_at_each_step(
        script, [&](ScriptedEngine& engine, std::size_t step, const std::string& context) {
            SCOPED_TRACE(context);
            const auto text = said(engine);
            ASSERT_FALSE(text);
            EXPECT_TRUE(is_sentence(text.error())) << text.error().message;
            EXPECT_EQ(asked_for(engine, script), step + 1) << "nothing is done behind it";
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
        });
}

TEST(Executing, ThatIsCancelledClosesItsStreams) {
    Script script = good();
    script[3] = expect("POST /v1.41/exec/e1/start").bytes(std::string(upgraded).substr(0, 20)).hangs();
    ScriptedEngine engine(script);
    const auto text = said(engine, std::chrono::milliseconds(200));
    ASSERT_FALSE(text);
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
    EXPECT_TRUE(engine.unexpected().empty());
}

} // namespace
} // namespace dockwright::actions
