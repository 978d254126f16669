#include "actions/jupyter/jupyter.hpp"
#include "engine/problems.hpp"
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
using testing::Step;

const std::string id(64, 'a');
const std::string new_exec = "POST /v1.41/containers/" + id + "/exec";
const std::string log =
    "GET /v1.41/containers/" + id + "/logs?stdout=1&stderr=1&follow=0&tail=500&timestamps=0";
constexpr const char* serving = "Currently running servers:\nhttp://3f2a:8889/?token=abc :: /work\n";

std::string framed(const std::string& text) {
    return std::string("\x01\0\0\0\0\0\0", 7) + static_cast<char>(text.size()) + text;
}

/// The engine of the script reads no bodies: a connection that had one is closed.
Script program(const std::string& exec, const std::string& said, int exit_code) {
    return {expect(new_exec).answer(201, R"({"Id":")" + exec + R"("})").closes(),
            expect("POST /v1.41/exec/" + exec + "/start")
                .answer(200, said.empty() ? said : framed(said))
                .closes(),
            expect("GET /v1.41/exec/" + exec + "/json")
                .answer(200, R"({"Running":false,"ExitCode":)" + std::to_string(exit_code) + "}")};
}

Script joined(std::initializer_list<Script> parts) {
    Script out;
    for (const Script& part : parts) {
        out.insert(out.end(), part.begin(), part.end());
    }
    return out;
}

Script beginning() {
    return {expect_ping("1.41"),
            expect("GET /v1.41/containers/train/json")
                .answer(200, R"({"Id":")" + id +
                                 R"(","Name":"/train","State":{"Status":"running","Running":true},)"
                                 R"("Config":{},"HostConfig":{},"NetworkSettings":{}})")};
}

Script found() {
    return joined({beginning(), program("e1", serving, 0)});
}

Script begun() {
    const Script start = {expect(log).answer(200, ""),
                          expect(new_exec).answer(201, R"({"Id":"e2"})").closes(),
                          expect("POST /v1.41/exec/e2/start").answer(200).closes()};
    return joined(
        {beginning(), program("e1", "Currently running servers:\n", 0), start, program("e3", serving, 0)});
}
constexpr std::size_t steps_before_start = 6;

Answer<FoundNotebook> notebook(const ScriptedEngine& engine,
                               milliseconds cancelled_after = std::chrono::minutes(1),
                               milliseconds patience = std::chrono::seconds(10)) {
    const JupyterOptions options{.container = "train", .patience = patience};
    return testing::run_action<FoundNotebook>(
        engine,
        [&](std::shared_ptr<engine::Client> client) { return find_notebook(std::move(client), options, {}); },
        cancelled_after);
}

bool was_asked(const ScriptedEngine& engine, const std::string& request) {
    const auto unmet = engine.unmet();
    return std::ranges::find(unmet, request) == unmet.end();
}

bool something_was_begun(const ScriptedEngine& engine) {
    const auto unexpected = engine.unexpected();
    return std::ranges::any_of(unexpected,
                               [](const std::string& request) { return request.starts_with("POST"); });
}

TEST(Jupyter, ThatRunsIsFound) {
    ScriptedEngine engine(found());
    const auto answer = notebook(engine);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->container, "train");
    EXPECT_FALSE(answer->started);
    EXPECT_EQ(answer->notebook, (Notebook{.port = 8889, .path = "/", .token = "abc"}));
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
    EXPECT_TRUE(engine.unexpected().empty()) << engine.unexpected().front();
}

TEST(Jupyter, ThatDoesNotRunIsStarted) {
    ScriptedEngine engine(begun());
    const auto answer = notebook(engine);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_TRUE(answer->started);
    EXPECT_EQ(answer->notebook.token, "abc");
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
}

TEST(Jupyter, ThatIsNotInstalledIsSaidToBeMissing) {
    const Script by_code =
        joined({beginning(), program("e1", "sh: jupyter: not found\n", 127), {expect(log).answer(200, "")}});
    Script by_refusal = joined({beginning(), program("e1", "", 0), {expect(log).answer(200, "")}});
    by_refusal[3] =
        expect(by_refusal[3].request)
            .answer(500, R"({"message":"exec: \"jupyter\": executable file not found in $PATH"})");
    for (const Script& script : {by_code, by_refusal}) {
        ScriptedEngine engine(script);
        const auto answer = notebook(engine);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().kind, "jupyter-missing") << answer.error().message;
        EXPECT_TRUE(answer.error().next_step.contains("pip install jupyterlab"));
        EXPECT_FALSE(something_was_begun(engine));
    }
}

TEST(Jupyter, IsNotStartedASecondTimeWhenTheAnswerIsLost) {
    testing::replay_failing_at_each_step(found(), [](ScriptedEngine& engine, const std::string& context) {
        SCOPED_TRACE(context);
        const auto answer = notebook(engine, patience_for(context));
        EXPECT_FALSE(something_was_begun(engine));
        if (answer) {
            EXPECT_EQ(answer->notebook.port, 8889);
            EXPECT_FALSE(answer->started);
        } else {
            EXPECT_TRUE(is_sentence(answer.error())) << answer.error().message;
            EXPECT_NE(answer.error().kind, "jupyter-missing") << answer.error().message;
        }
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
    });
}

TEST(Jupyter, IsNotStartedWhereTheListIsCutAtAnyByte) {
    const Script script = found();
    const std::string upgraded = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";
    const std::string with_length =
        "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(script[3].body.size()) + "\r\n\r\n";
    for (const std::string& head : {upgraded, with_length}) {
        const std::string whole = head + script[3].body;
        for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
            SCOPED_TRACE(whole.substr(0, cut));
            Script broken = script;
            broken[3] = expect(script[3].request).bytes(whole).cut(cut);
            ScriptedEngine engine(broken);
            const auto answer = notebook(engine);
            EXPECT_FALSE(answer && answer->started);
            EXPECT_FALSE(something_was_begun(engine));
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
        }
    }
}

TEST(Jupyter, IsNotStartedWhereTheEngineRefuses) {
    replay_refused_at_each_step(
        found(), [&](ScriptedEngine& engine, std::size_t /*step*/, const std::string& context) {
            SCOPED_TRACE(context);
            const auto answer = notebook(engine);
            ASSERT_FALSE(answer);
            EXPECT_TRUE(is_sentence(answer.error())) << answer.error().message;
            EXPECT_NE(answer.error().kind, "jupyter-missing") << answer.error().message;
            EXPECT_FALSE(something_was_begun(engine));
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
        });
}

TEST(Jupyter, IsStartedOnceWhateverFailsMeanwhile) {
    const Script script = begun();
    for (std::size_t i = steps_before_start; i < script.size(); ++i) {
        for (const testing::Failure failure : testing::failures) {
            SCOPED_TRACE(script[i].request + ": " + std::string(name_of(failure)));
            Script broken = script;
            broken[i] = failing(std::move(broken[i]), failure);
            ScriptedEngine engine(std::move(broken));
            const auto answer = notebook(engine, milliseconds(30), milliseconds(20));
            if (answer) {
                EXPECT_TRUE(answer->started);
                EXPECT_EQ(answer->notebook.port, 8889);
            } else {
                EXPECT_TRUE(is_sentence(answer.error())) << answer.error().message;
            }
            const auto unexpected = engine.unexpected();
            EXPECT_EQ(std::ranges::count(unexpected, "POST /v1.41/exec/e2/start"), 0);
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
        }
    }
}

TEST(Jupyter, ThatIsCancelledBeforeItIsStartedIsNotStarted) {
    Script script = begun();
    script[3] = expect(script[3].request).answer(200, script[3].body).cut(50).hangs();
    ScriptedEngine engine(script);
    const auto answer = notebook(engine, milliseconds(150));
    ASSERT_FALSE(answer);
    EXPECT_FALSE(was_asked(engine, "POST /v1.41/exec/e2/start"));
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(Jupyter, ThatIsCancelledWhileItStartsSaysThatItStays) {
    Script script = joined({begun(), program("e4", serving, 0)});
    const Script empty = program("e3", "Currently running servers:\n", 0);
    std::ranges::copy(empty, script.begin() + steps_before_start + 2);
    ScriptedEngine engine(script);
    const auto answer = notebook(engine, milliseconds(150));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, engine::problem_kind::cancelled);
    EXPECT_TRUE(answer.error().message.contains("Jupyter was started in 'train' and stays"))
        << answer.error().message;
    EXPECT_EQ(engine.unmet().size(), 3U) << "it isn't asked once more";
}

TEST(Jupyter, ThatNeverAnswersIsGivenUp) {
    Script script = begun();
    const Script empty = program("e3", "Currently running servers:\n", 0);
    std::ranges::copy(empty, script.begin() + steps_before_start + 2);
    ScriptedEngine engine(script);
    const auto answer = notebook(engine, std::chrono::minutes(1), milliseconds(50));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, "jupyter-not-started") << answer.error().message;
}

TEST(Jupyter, InWhatDoesNotRunIsNotLookedFor) {
    ScriptedEngine engine(
        {expect_ping("1.41"), expect("GET /v1.41/containers/train/json")
                                  .answer(200, R"({"Id":")" + id +
                                                   R"(","Name":"/train","State":{"Status":"exited"},)"
                                                   R"("Config":{},"HostConfig":{}})")});
    const auto answer = notebook(engine);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, engine::problem_kind::container_not_running);
    EXPECT_TRUE(engine.unexpected().empty());
}

} // namespace
} // namespace dockwright::actions
