// Stopping and removing, refused or cut at each step: whole, or as before, or the sentence says what changed.
#include "actions/remove.hpp"
#include "actions/stop.hpp"
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
using testing::Failure;
using testing::Script;
using testing::ScriptedEngine;

const std::string id(64, 'a');
const std::string stopping = "POST /v1.41/containers/" + id + "/stop?t=10";
const std::string removing = "DELETE /v1.41/containers/" + id + "?v=0&force=0";
constexpr const char* told = "container 'train' was stopped for it";

std::string inspected(bool deletes_itself = false) {
    return R"({"Id":")" + id + R"(","Name":"/train","State":{"Status":"running","Running":true},)" +
           R"("Config":{"Image":"toy"},"HostConfig":{"AutoRemove":)" + (deletes_itself ? "true" : "false") +
           R"(},"SizeRw":1400})";
}

Script stop_script() {
    return {expect_ping("1.41"), expect("GET /v1.41/containers/train/json").answer(200, inspected()),
            expect(stopping).answer(204)};
}

Script remove_script() {
    return {expect_ping("1.41"),
            expect("GET /v1.41/containers/train/json").answer(200, inspected()),
            expect("GET /v1.41/containers/" + id + "/json?size=1").answer(200, inspected()),
            expect("GET /v1.41/containers/" + id + "/changes").answer(200, "null"),
            expect(stopping).answer(204),
            expect(removing).answer(204)};
}
constexpr std::size_t stop_step = 4;
constexpr std::size_t remove_step = 5;

const StopOptions asked{.container = "train", .consent = true};

Answer<ContainerChange> stopped(const ScriptedEngine& engine,
                                milliseconds cancelled_after = std::chrono::minutes(1)) {
    return testing::run_action<ContainerChange>(
        engine, [](std::shared_ptr<engine::Client> client) { return stop(std::move(client), asked, {}); },
        cancelled_after);
}

Answer<Removed> removed(const ScriptedEngine& engine,
                        milliseconds cancelled_after = std::chrono::minutes(1)) {
    return testing::run_action<Removed>(
        engine, [](std::shared_ptr<engine::Client> client) { return remove(std::move(client), asked, {}); },
        cancelled_after);
}

bool was_asked(const ScriptedEngine& engine, const std::string& request) {
    const auto unmet = engine.unmet();
    return std::ranges::find(unmet, request) == unmet.end();
}

bool changed_more(const ScriptedEngine& engine) {
    const auto unexpected = engine.unexpected();
    return std::ranges::any_of(unexpected,
                               [](const std::string& request) { return !request.starts_with("GET"); });
}

TEST(StoppingThatFails, SaysSoWhicheverStepFails) {
    testing::replay_failing_at_each_step(
        stop_script(), [](ScriptedEngine& engine, const std::string& context) {
            SCOPED_TRACE(context);
            const auto done = stopped(engine, patience_for(context));
            if (done) {
                EXPECT_TRUE(was_asked(engine, stopping));
                EXPECT_FALSE(context.contains("server error") && context.contains("/stop"));
            } else {
                EXPECT_TRUE(is_sentence(done.error())) << done.error().message;
            }
            EXPECT_FALSE(changed_more(engine));
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
        });
}

TEST(StoppingThatFails, SaysWhatTheEngineRefused) {
    const Script script = stop_script();
    replay_refused_at_each_step(script,
                                [&](ScriptedEngine& engine, std::size_t step, const std::string& context) {
                                    SCOPED_TRACE(context);
                                    const auto done = stopped(engine);
                                    ASSERT_FALSE(done);
                                    EXPECT_TRUE(is_sentence(done.error())) << done.error().message;
                                    EXPECT_EQ(asked_for(engine, script), step + 1);
                                    EXPECT_FALSE(changed_more(engine));
                                    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
                                });
}

TEST(StoppingThatFails, IsNoneWhereItDeletedItselfMeanwhile) {
    Script script = stop_script();
    script[1] = expect(script[1].request).answer(200, inspected(true));
    script[2] = expect(stopping).answer(404, R"({"message":"No such container"})");
    ScriptedEngine engine(script);
    const auto done = stopped(engine);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(done->removed);
}

/// The message tells that it was stopped if the stop was done and the removal wasn't.
void check_removal(const ScriptedEngine& engine, const Answer<Removed>& done, bool stop_was_done) {
    if (done) {
        EXPECT_TRUE(was_asked(engine, removing));
    } else {
        EXPECT_TRUE(is_sentence(done.error())) << done.error().message;
        EXPECT_EQ(done.error().message.contains(told), stop_was_done) << done.error().message;
    }
    EXPECT_FALSE(changed_more(engine)) << "nothing is removed by force";
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(RemovingThatFails, SaysWhatChangedWhicheverStepFails) {
    const Script script = remove_script();
    for (std::size_t step = 0; step < script.size(); ++step) {
        for (const Failure failure : testing::failures) {
            const std::string context = script[step].request + ": " + std::string(name_of(failure));
            SCOPED_TRACE(context);
            Script broken = script;
            broken[step] = failing(std::move(broken[step]), failure);
            ScriptedEngine engine(std::move(broken));
            const auto done = removed(engine, patience_for(context));
            check_removal(engine, done, step == remove_step);
            if (step < stop_step && !done) {
                EXPECT_FALSE(was_asked(engine, stopping)) << "as before";
            }
        }
    }
}

TEST(RemovingThatFails, SaysWhatChangedWhateverIsRefused) {
    const Script script = remove_script();
    replay_refused_at_each_step(
        script, [&](ScriptedEngine& engine, std::size_t step, const std::string& context) {
            SCOPED_TRACE(context);
            const auto done = removed(engine);
            const bool has_gone_by_itself = step >= stop_step && context.ends_with("404");
            EXPECT_EQ(done.has_value(), has_gone_by_itself);
            check_removal(engine, done, step == remove_step);
            EXPECT_EQ(was_asked(engine, stopping), step >= stop_step);
        });
}

TEST(RemovingThatFails, IsCancelledBeforeItsStopWithoutAChange) {
    Script script = remove_script();
    script[3] = expect(script[3].request).cut(0).hangs();
    ScriptedEngine engine(script);
    const auto done = removed(engine, milliseconds(200));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, engine::problem_kind::cancelled);
    EXPECT_FALSE(was_asked(engine, stopping));
    EXPECT_FALSE(was_asked(engine, removing));
}

} // namespace
} // namespace dockwright::actions
