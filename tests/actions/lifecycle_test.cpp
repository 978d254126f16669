#include "actions/consent.hpp"
#include "actions/remove.hpp"
#include "actions/rename.hpp"
#include "actions/restart.hpp"
#include "actions/start.hpp"
#include "actions/stop.hpp"
#include "engine/problems.hpp"
#include "living_engine.hpp"
#include "run_on.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using ::testing::HasSubstr;
using testing::Script;
using testing::ScriptedEngine;

const std::string id(64, 'a');
const Person ada{.user = "ada", .host = "laptop", .also = {}, .homes = {}};

struct Given {
    std::string status = "running";
    std::string owner = "ada@laptop";
    bool deletes_itself = false;
};

std::string inspected(const Given& given) {
    const std::string up = given.status == "running" ? "true" : "false";
    return R"({"Id":")" + id + R"(","Name":"/train","State":{"Status":")" + given.status + R"(","Running":)" +
           up + R"(},"Config":{"Image":"toy","Labels":{"dockwright.owner":")" + given.owner +
           R"("}},"HostConfig":{"AutoRemove":)" + (given.deletes_itself ? "true" : "false") +
           R"(},"Mounts":[{"Type":"volume","Name":"data","Destination":"/data"}],"SizeRw":1400000000})";
}

Script beginning(const Given& given) {
    return {expect_ping("1.41"), expect("GET /v1.41/containers/train/json").answer(200, inspected(given))};
}

Script with(Script script, std::vector<testing::Step> more) {
    script.insert(script.end(), more.begin(), more.end());
    return script;
}

std::vector<testing::Step> files(const Given& given, const std::string& changes) {
    return {expect("GET /v1.41/containers/" + id + "/json?size=1").answer(200, inspected(given)),
            expect("GET /v1.41/containers/" + id + "/changes").answer(200, changes)};
}

testing::Step stop_step() {
    return expect("POST /v1.41/containers/" + id + "/stop?t=10").answer(204);
}
testing::Step remove_step() {
    return expect("DELETE /v1.41/containers/" + id + "?v=0&force=0").answer(204);
}

/// What engines may take minutes for is waited for as long: too long here.
bool is_waited_for(const std::string& context) {
    bool patient = false;
    for (const char* part : {"/stop", "size=1", "/changes", "DELETE"}) {
        patient = patient || context.find(part) != std::string::npos;
    }
    return patient && context.find("hangs") != std::string::npos;
}

StopOptions asked(bool consent = false) {
    return {.container = "train", .consent = consent, .person = ada};
}

Answer<ContainerChange> stopped(const ScriptedEngine& engine, bool consent = false) {
    return run_on<ContainerChange>(engine, [consent](std::shared_ptr<engine::Client> client) {
        return stop(std::move(client), asked(consent), {});
    });
}

Answer<Removed> removed(const ScriptedEngine& engine, bool consent = false) {
    return run_on<Removed>(engine, [consent](std::shared_ptr<engine::Client> client) {
        return remove(std::move(client), asked(consent), {});
    });
}

TEST(Stopping, EndsWhatRuns) {
    ScriptedEngine engine(with(beginning({}), {stop_step()}));
    const auto done = stopped(engine);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(*done, (ContainerChange{.id = id, .name = "train"}));
}

TEST(Stopping, OfWhatHasStoppedAsksTheEngineNothingMore) {
    ScriptedEngine engine(beginning({.status = "exited", .owner = "bob@pc", .deletes_itself = true}));
    const auto done = stopped(engine);
    ASSERT_TRUE(done);
    EXPECT_FALSE(done->changed);
    EXPECT_TRUE(engine.unexpected().empty());
}

TEST(Stopping, AsksBeforeSomebodyElsesEnds) {
    ScriptedEngine engine(beginning({.owner = "bob@pc"}));
    const auto done = stopped(engine);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, consent_needed);
    EXPECT_THAT(done.error().message, HasSubstr("bob@pc's"));
    EXPECT_TRUE(engine.unexpected().empty());
}

TEST(Stopping, AsksBeforeOneThatDeletesItselfEndsAndOffersToKeepIt) {
    ScriptedEngine engine(beginning({.deletes_itself = true}));
    const auto done = stopped(engine);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, consent_needed);
    EXPECT_THAT(done.error().message, HasSubstr("deletes itself when it stops"));
    EXPECT_THAT(done.error().next_step, HasSubstr("dockwright commit train IMAGE"));
}

TEST(Stopping, WithConsentTellsThatItIsGone) {
    ScriptedEngine engine(with(beginning({.owner = "bob@pc", .deletes_itself = true}),
                               {stop_step(), expect("GET /v1.41/containers/" + id + "/json").answer(404)}));
    const auto done = stopped(engine, true);
    ASSERT_TRUE(done);
    EXPECT_TRUE(done->removed);
}

TEST(Stopping, FailsWithOneSentenceWhereverItFails) {
    testing::replay_failing_at_each_step(
        with(beginning({}), {stop_step()}), [](ScriptedEngine& engine, const std::string& context) {
            if (is_waited_for(context)) {
                return;
            }
            const auto done = stopped(engine);
            if (!done) {
                EXPECT_TRUE(is_sentence(done.error())) << context << ": " << done.error().message;
            }
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
        });
}

TEST(Starting, StartsOneThatHasStopped) {
    ScriptedEngine engine(with(beginning({.status = "exited"}),
                               {expect("POST /v1.41/containers/" + id + "/start").answer(204)}));
    const auto done = run_on<ContainerChange>(
        engine, [](std::shared_ptr<engine::Client> client) { return start(std::move(client), "train"); });
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(done->changed);
}

TEST(Starting, TellsTheEnginesReason) {
    ScriptedEngine engine(with(beginning({.status = "exited"}),
                               {expect("POST /v1.41/containers/" + id + "/start")
                                    .answer(500, R"({"message":"port is already allocated"})")}));
    const auto done = run_on<ContainerChange>(
        engine, [](std::shared_ptr<engine::Client> client) { return start(std::move(client), "train"); });
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message, HasSubstr("port is already allocated"));
}

TEST(Restarting, AsksBeforeSomebodyElsesWorkEnds) {
    ScriptedEngine engine(beginning({.owner = "bob@pc"}));
    const auto done = run_on<ContainerChange>(engine, [](std::shared_ptr<engine::Client> client) {
        return restart(std::move(client), asked(), {});
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, consent_needed);
}

Answer<ContainerChange> renamed(const ScriptedEngine& engine, const std::string& name) {
    return run_on<ContainerChange>(engine, [name](std::shared_ptr<engine::Client> client) {
        return rename(std::move(client), "train", name, false, ada);
    });
}

TEST(Renaming, GivesAnotherName) {
    ScriptedEngine engine(
        with(beginning({}), {expect("POST /v1.41/containers/" + id + "/rename?name=eval").answer(204)}));
    const auto done = renamed(engine, "eval");
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->name, "eval");
}

TEST(Renaming, RefusesWhatCantBeANameWithoutAskingTheEngine) {
    for (const char* name : {"a/b", "-x", "x", "", "a b"}) {
        ScriptedEngine engine({expect_ping("1.41")});
        const auto done = renamed(engine, name);
        ASSERT_FALSE(done) << name;
        EXPECT_EQ(done.error().kind, "container-name-refused");
        EXPECT_TRUE(engine.unexpected().empty());
    }
}

using testing::LivingEngine;
using testing::LivingWorld;
using testing::Wrong;
using Change = testing::ActionWork<ContainerChange>;

LivingWorld one_container(const std::string& name, const std::string& state) {
    LivingWorld world;
    world.containers[id] = {.name = name, .state = state, .policy = "no", .networks = {}};
    return world;
}

/// An action that goes from one world to another with an inspect and a change.
struct Walk {
    LivingWorld before;
    LivingWorld after;
    Change change;
};

std::vector<Walk> walks() {
    const Change starting = [](std::shared_ptr<engine::Client> client) {
        return start(std::move(client), "train");
    };
    const Change restarting = [](std::shared_ptr<engine::Client> client) {
        return restart(std::move(client), asked(), {});
    };
    const Change renaming = [](std::shared_ptr<engine::Client> client) {
        return rename(std::move(client), "train", "eval", false, ada);
    };
    return {{one_container("train", "exited"), one_container("train", "running"), starting},
            {one_container("train", "exited"), one_container("train", "running"), restarting},
            {one_container("train", "running"), one_container("eval", "running"), renaming}};
}

/// Whether it was done. Nothing else may come of it: all is as before, or whole where the engine did it and
/// nobody could know; a sentence says what is wrong; and no socket stays open.
bool is_done(const Walk& walk, const Wrong& wrong) {
    const std::string context = testing::name_of(wrong);
    LivingEngine engine(walk.before, wrong);
    const std::size_t open = engine.open_descriptors();
    const auto done = testing::run_on_living<ContainerChange>(engine, walk.change);
    EXPECT_EQ(engine.open_descriptors(), open) << context;
    const bool changed = engine.world() != walk.before;
    EXPECT_TRUE(!changed || engine.world() == walk.after) << context << "\n" << engine.world().text();
    EXPECT_TRUE(!changed || done || wrong.done) << context;
    EXPECT_LE(engine.requests().size(), 3U) << context << ": nothing that changes is asked twice";
    if (done) {
        EXPECT_TRUE(changed) << context;
    } else {
        EXPECT_EQ(testing::fault_of(done.error()), "") << context;
    }
    return done.has_value();
}

TEST(StartingRestartingAndRenaming, AreDoneOrNotWhicheverRequestFails) {
    for (const Walk& walk : walks()) {
        EXPECT_TRUE(is_done(walk, {}));
        for (const Wrong& wrong : testing::every_wrong(2)) {
            // An answer without a body has none that could be of a wrong shape.
            const bool is_answered = wrong.at == 1 && wrong.status == 0 && wrong.done &&
                                     (wrong.failure == testing::Failure::not_json ||
                                      wrong.failure == testing::Failure::other_shape);
            EXPECT_EQ(is_done(walk, wrong), is_answered) << testing::name_of(wrong);
        }
    }
}

TEST(StartingRestartingAndRenaming, AreNotTakenForDoneWhereverTheAnswerIsCut) {
    const Walk renaming = walks().back();
    testing::with_every_cut(2, [&](const Wrong& wrong) { return is_done(renaming, wrong); });
}

TEST(StartingRestartingAndRenaming, SayThatItIsGoneWhereItVanishedMeanwhile) {
    for (const Walk& walk : walks()) {
        LivingEngine engine(walk.before, {.at = 1, .status = 404});
        const auto done = testing::run_on_living<ContainerChange>(engine, walk.change);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().kind, engine::problem_kind::no_such_container);
    }
}

TEST(Renaming, SaysThatANameIsTaken) {
    LivingWorld two = one_container("train", "running");
    two.containers[std::string(64, 'b')] = {
        .name = "eval", .state = "exited", .policy = "no", .networks = {}};
    LivingEngine engine(two);
    const auto done = testing::run_on_living<ContainerChange>(engine, walks().back().change);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, engine::problem_kind::name_taken);
    EXPECT_EQ(engine.world(), two);
}

TEST(Removing, DeletesOneThatHoldsNothingOfItsOwn) {
    const Given given{.status = "exited"};
    ScriptedEngine engine(with(with(beginning(given), files(given, "null")), {remove_step()}));
    const auto done = removed(engine);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->files.elsewhere, std::vector<std::string>{"/data (the volume data)"});
}

TEST(Removing, AsksWhereFilesWouldBeGone) {
    const Given given{.status = "exited"};
    ScriptedEngine engine(
        with(beginning(given), files(given, R"([{"Path":"/opt","Kind":0},{"Path":"/opt/x","Kind":1}])")));
    const auto done = removed(engine);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, consent_needed);
    EXPECT_THAT(done.error().message, HasSubstr("holds 1.4 GB in 1 changed file that would be gone"));
}

TEST(Removing, AsksBeforeOneThatRunsAndStopsItFirst) {
    ScriptedEngine asking(with(beginning({}), files({}, "null")));
    const auto asked_for = removed(asking);
    ASSERT_FALSE(asked_for);
    EXPECT_EQ(asked_for.error().kind, consent_needed);
    ScriptedEngine engine(with(with(beginning({}), files({}, "null")), {stop_step(), remove_step()}));
    const auto done = removed(engine, true);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(done->was_running);
    EXPECT_TRUE(engine.unmet().empty());
}

TEST(Removing, FailsWithOneSentenceWhereverItFails) {
    testing::replay_failing_at_each_step(
        with(with(beginning({}), files({}, "null")), {stop_step(), remove_step()}),
        [](ScriptedEngine& engine, const std::string& context) {
            if (is_waited_for(context)) {
                return;
            }
            const auto done = removed(engine, true);
            if (!done) {
                EXPECT_TRUE(is_sentence(done.error())) << context << ": " << done.error().message;
            }
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
        });
}

TEST(FindingAContainer, NamesTheOneThatWasPerhapsMeant) {
    ScriptedEngine engine(
        {expect_ping("1.41"),
         expect("GET /v1.41/containers/trian/json").answer(404, R"({"message":"No such container"})"),
         expect("GET /v1.41/containers/json?all=1")
             .answer(200, R"([{"Id":")" + id + R"(","Names":["/train"]}])")});
    const auto done = run_on<ContainerChange>(
        engine, [](std::shared_ptr<engine::Client> client) { return start(std::move(client), "trian"); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, engine::problem_kind::no_such_container);
    EXPECT_THAT(done.error().next_step, HasSubstr("Did you mean train?"));
}

TEST(FindingAContainer, SaysThatABeginningFitsSeveral) {
    const std::string other = "ab" + std::string(62, '1');
    const std::string third = "ab" + std::string(62, '2');
    ScriptedEngine engine(
        {expect_ping("1.41"),
         expect("GET /v1.41/containers/ab/json").answer(500, R"({"message":"multiple IDs"})"),
         expect("GET /v1.41/containers/json?all=1")
             .answer(200, R"([{"Id":")" + other + R"(","Names":["/one"]},{"Id":")" + third +
                              R"(","Names":["/two"]}])")});
    const auto done = run_on<ContainerChange>(
        engine, [](std::shared_ptr<engine::Client> client) { return start(std::move(client), "ab"); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, "container-ambiguous");
    EXPECT_THAT(done.error().message, HasSubstr("one, two"));
}

} // namespace
} // namespace dockwright::actions
