// The looks of `why`, each failing in each way: it only looks, so all that it leaves is one sentence.
#include "actions/why/why.hpp"
#include "engine/problems.hpp"
#include "other_machine.hpp"
#include "refused.hpp"
#include "run_on.hpp"
#include "support/scripted_action.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using std::chrono::milliseconds;
using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

const std::string id(64, 'a');
const std::string said = "=nodes\n/dev/nvidia0\n/dev/nvidiactl\n/dev/nvidia-uvm\n=environment\n=libcuda\n"
                         "/usr/lib/x86_64-linux-gnu/libcuda.so.1\nnone\n=smi\n"
                         "GPU 0: NVIDIA H200 (UUID: GPU-1)\n\n=smi-exit 0\n=done\n";

std::string framed(const std::string& text) {
    return std::string("\x01\0\0\0\0\0\0", 7) + static_cast<char>(text.size()) + text;
}

/// An engine of another machine behind a socket of this one, so that this machine isn't looked at. The
/// first ping is the test's own.
Script good() {
    return {
        expect_ping("1.41"),
        expect_ping("1.41"),
        expect("GET /v1.41/info")
            .answer(200, R"({"Name":"elsewhere","Architecture":"x86_64","OSType":"linux",)"
                         R"("Runtimes":{"nvidia":{},"runc":{}},"DefaultRuntime":"runc"})"),
        expect("GET /v1.41/version").answer(200, R"({"Version":"28.3.0","ApiVersion":"1.51"})"),
        expect("GET /v1.41/containers/json?all=1").answer(200, "[]"),
        expect("GET /v1.41/containers/train/json")
            .answer(200, R"({"Id":")" + id +
                             R"(","Name":"/train","Image":"sha256:aa",)"
                             R"("State":{"Status":"running","Running":true},"Config":{"Image":"toy:1"},)"
                             R"("HostConfig":{"DeviceRequests":[{"Count":-1,"Capabilities":[["gpu"]]}]}})"),
        expect("GET /v1.41/images/sha256%3Aaa/json")
            .answer(200, R"({"Id":"sha256:aa","Os":"linux","Architecture":"amd64"})"),
        expect("POST /v1.41/containers/" + id + "/exec").answer(201, R"({"Id":"e1"})").closes(),
        expect("POST /v1.41/exec/e1/start").answer(200, framed(said)).closes()};
}
/// Without these nothing can be said.
constexpr std::size_t inspect_step = 5;

boost::asio::awaitable<Answer<Why>> reason(std::string host) {
    engine::Choice choice;
    choice.host = std::move(host);
    engine::Environment environment;
    std::string container = "train";
    co_return co_await why(std::move(choice), std::move(environment), std::move(container), std::nullopt, {});
}

Answer<Why> asked(const ScriptedEngine& engine, milliseconds cancelled_after = std::chrono::minutes(1)) {
    return testing::run_action<Why>(
        engine, [&](const std::shared_ptr<engine::Client>&) { return reason(engine.host()); },
        cancelled_after);
}

TEST(WhyLooks, FindThatAllIsWell) {
    ScriptedEngine engine(good());
    const auto answer = asked(engine);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->verdict, WhyVerdict::sees_gpu) << answer->sentence;
    EXPECT_TRUE(answer->sentence.contains("train sees its GPU")) << answer->sentence;
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
    EXPECT_TRUE(engine.unexpected().empty()) << engine.unexpected().front();
}

void check_answer(const ScriptedEngine& engine, const Answer<Why>& answer) {
    if (answer) {
        EXPECT_FALSE(answer->sentence.empty());
        EXPECT_FALSE(answer->sentence.contains('\n')) << answer->sentence;
        EXPECT_FALSE(answer->sentence.ends_with('.')) << answer->sentence;
        EXPECT_NE(answer->verdict, WhyVerdict::fails) << answer->sentence << ", which is our own failure";
    } else {
        EXPECT_TRUE(is_sentence(answer.error())) << answer.error().message;
    }
    const auto unexpected = engine.unexpected();
    EXPECT_EQ(
        std::ranges::count_if(unexpected, [](const std::string& each) { return !each.starts_with("GET"); }),
        0);
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(WhyLooks, ThatFailAreNoReason) {
    const OtherMachine unknown{"cat > /dev/null"};
    testing::replay_failing_at_each_step(good(), [](ScriptedEngine& engine, const std::string& context) {
        SCOPED_TRACE(context);
        check_answer(engine, asked(engine, patience_for(context)));
    });
}

TEST(WhyLooks, ThatAreRefusedAreNoReason) {
    const OtherMachine unknown{"cat > /dev/null"};
    replay_refused_at_each_step(good(),
                                [](ScriptedEngine& engine, std::size_t step, const std::string& context) {
                                    SCOPED_TRACE(context);
                                    const auto answer = asked(engine);
                                    check_answer(engine, answer);
                                    EXPECT_EQ(answer.has_value(), step > 1 && step != inspect_step);
                                });
}

TEST(WhyLooks, ThatAreCutInsideAreNoReason) {
    const Script script = good();
    const std::string whole =
        "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n" + framed(said);
    for (std::size_t cut = 0; cut < whole.size(); cut += 19) {
        SCOPED_TRACE(cut);
        Script broken = script;
        broken.back() = expect(script.back().request).bytes(whole).cut(cut);
        ScriptedEngine engine(std::move(broken));
        const auto answer = asked(engine);
        ASSERT_TRUE(answer) << answer.error().message;
        check_answer(engine, answer);
    }
}

} // namespace
} // namespace dockwright::actions
