#include "actions/cleaning.hpp"
#include "actions/consent.hpp"
#include "actions/disk_remove.hpp"
#include "engine/problems.hpp"
#include "support/scripted_action.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

/// base (pulled, used by web), torch (pulled, on base), own (built here, on base); web runs, done is stopped
/// and unchanged, edited is stopped with changes, train.old-1 is kept for going back; a volume and idle
/// cache.
Script asked() {
    return {
        expect_ping("1.41"),
        expect("GET /v1.41/system/df")
            .answer(200, R"({"LayersSize":135,"Containers":[{"Id":"e4","SizeRw":9}],)"
                         R"("Volumes":[{"Name":"data","UsageData":{"Size":77,"RefCount":1}}],)"
                         R"("BuildCache":[{"ID":"x","Size":50},{"ID":"y","Size":4,"InUse":true}]})"),
        expect("GET /v1.41/images/json?digests=1")
            .answer(
                200,
                R"([{"Id":"sha256:b1","RepoTags":["base:1"],"RepoDigests":["base@sha256:1"],"Size":100},)"
                R"({"Id":"sha256:b2","RepoTags":["torch:1"],"RepoDigests":["torch@sha256:2"],"Size":130},)"
                R"({"Id":"sha256:b3","RepoTags":["own:1"],"RepoDigests":[],"Size":105}])"),
        expect("GET /v1.41/containers/json?all=1")
            .answer(200, R"([{"Id":"e1","Names":["/web"],"ImageID":"sha256:b1","State":"running"},)"
                         R"({"Id":"e2","Names":["/done"],"ImageID":"sha256:b1","State":"exited"},)"
                         R"({"Id":"e4","Names":["/edited"],"ImageID":"sha256:b1","State":"exited",)"
                         R"("Mounts":[{"Type":"volume","Name":"data"}]},)"
                         R"({"Id":"e5","Names":["/train.old-1"],"ImageID":"sha256:b1","State":"exited"}])"),
        expect("GET /v1.41/volumes").answer(200, R"({"Volumes":[{"Name":"data"}]})"),
        expect("GET /v1.41/info").answer(200, R"({"Name":"elsewhere","Driver":"overlay2"})"),
        expect("GET /v1.41/images/sha256%3Ab1/json")
            .answer(200, R"({"Id":"sha256:b1","RootFS":{"Layers":["a"]}})"),
        expect("GET /v1.41/images/sha256%3Ab1/history").answer(200, R"([{"Size":100}])"),
        expect("GET /v1.41/images/sha256%3Ab2/json")
            .answer(200, R"({"Id":"sha256:b2","RootFS":{"Layers":["a","b"]}})"),
        expect("GET /v1.41/images/sha256%3Ab2/history").answer(200, R"([{"Size":30},{"Size":100}])"),
        expect("GET /v1.41/images/sha256%3Ab3/json")
            .answer(200, R"({"Id":"sha256:b3","RootFS":{"Layers":["a","c"]}})"),
        expect("GET /v1.41/images/sha256%3Ab3/history").answer(200, R"([{"Size":5},{"Size":100}])"),
        expect("GET /v1.41/containers/e2/changes").answer(200, "null"),
        expect("GET /v1.41/containers/e5/changes").answer(200, "null"),
        expect("GET /v1.41/info").answer(200, R"({"Name":"elsewhere"})"),
    };
}

std::expected<DiskUse, Problem> used(const ScriptedEngine& engine,
                                     std::chrono::milliseconds after = std::chrono::minutes(1)) {
    return testing::run_action<DiskUse>(
        engine, [](std::shared_ptr<engine::Client> client) { return disk_use(std::move(client)); }, after);
}

std::vector<std::string> names(const std::vector<CleaningStep>& steps) {
    std::vector<std::string> out;
    for (const CleaningStep& step : steps) {
        out.push_back(step.name);
    }
    return out;
}

std::vector<std::string> names(const std::vector<Kept>& kept) {
    std::vector<std::string> out;
    for (const Kept& each : kept) {
        out.push_back(each.name);
    }
    return out;
}

TEST(DiskUse, TellsWhichImagesShareWhichLayers) {
    ScriptedEngine engine(asked());
    const auto use = used(engine);
    ASSERT_TRUE(use) << use.error().message;
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
    EXPECT_TRUE(engine.unexpected().empty()) << engine.unexpected().front();
    ASSERT_EQ(use->images.size(), 3U);
    EXPECT_EQ(use->layers, 135U);
    EXPECT_EQ(use->images[1].own, 30U);
    EXPECT_EQ(use->images[1].shared, 100U);
    EXPECT_EQ(use->images[1].shares_with, (std::set<std::size_t>{0, 2}));
    EXPECT_EQ(use->images[0].used_by, (std::vector<std::string>{"done", "edited", "train.old-1", "web"}));
    EXPECT_EQ(use->build_cache, 54U);
    EXPECT_EQ(use->build_cache_idle, 50U);
    ASSERT_EQ(use->volumes.size(), 1U);
    EXPECT_EQ(use->volumes[0].size, 77U);
    EXPECT_EQ(use->volumes[0].used_by, std::vector<std::string>{"edited"});
}

TEST(DiskUse, SaysWhyNotOrLeavesItOutWhicheverStepFails) {
    testing::replay_failing_at_each_step(asked(), [](ScriptedEngine& engine, const std::string& context) {
        const auto use = used(engine, std::chrono::milliseconds(400));
        if (use) {
            EXPECT_EQ(use->images.size(), 3U) << context;
            const auto plan = cleaning_plan(*use);
            for (const std::string name : {"web", "edited", "train.old-1", "own:1", "base:1", "data"}) {
                EXPECT_FALSE(std::ranges::count(names(plan.steps), name) > 0) << context << name;
            }
        } else {
            EXPECT_FALSE(use.error().message.empty()) << context;
        }
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
    });
}

DiskUse disk() {
    ScriptedEngine engine(asked());
    return used(engine).value();
}

TEST(CleaningPlan, OffersWhatIsLostForNobody) {
    const CleaningPlan plan = cleaning_plan(disk());
    EXPECT_EQ(names(plan.steps), (std::vector<std::string>{"done", "torch:1", "build cache"}));
    EXPECT_EQ(plan.frees, 80U);
}

TEST(CleaningPlan, NeverOffersVolumesChangesRollbacksAndImagesThatNoRegistryHas) {
    EXPECT_EQ(names(cleaning_plan(disk()).kept),
              (std::vector<std::string>{"edited", "train.old-1", "own:1", "data"}));
}

std::expected<Cleaned, Problem> cleaned(const ScriptedEngine& engine, const CleaningPlan& plan,
                                        std::chrono::milliseconds after = std::chrono::minutes(1)) {
    return testing::run_action<Cleaned>(
        engine, [&](std::shared_ptr<engine::Client> client) { return clean(std::move(client), plan, {}); },
        after);
}

Script cleaning() {
    return {
        expect_ping("1.41"),
        expect("GET /v1.41/containers/e2/json")
            .answer(200, R"({"Id":")" + std::string(64, 'e') +
                             R"(","State":{"Running":false},)"
                             R"("Config":{},"HostConfig":{}})"),
        expect("GET /v1.41/containers/e2/changes").answer(200, "null"),
        expect("DELETE /v1.41/containers/e2?v=0&force=0").answer(204),
        expect("DELETE /v1.41/images/torch%3A1?force=0&noprune=0").answer(200, R"([{"Untagged":"torch:1"}])"),
        expect("POST /v1.41/build/prune").answer(200, R"({"SpaceReclaimed":50})")};
}

TEST(Clean, DoesWhatThePlanSays) {
    ScriptedEngine engine(cleaning());
    const auto done = cleaned(engine, cleaning_plan(disk()));
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->removed, (std::vector<std::string>{"done", "torch:1", "build cache"}));
    EXPECT_TRUE(done->failed.empty());
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
}

TEST(Clean, LeavesAContainerThatWasChangedMeanwhile) {
    Script script = cleaning();
    script[2] = expect("GET /v1.41/containers/e2/changes").answer(200, R"([{"Path":"/a","Kind":1}])");
    script.erase(script.begin() + 3);
    ScriptedEngine engine(script);
    const auto done = cleaned(engine, cleaning_plan(disk()));
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->removed, (std::vector<std::string>{"torch:1", "build cache"}));
    ASSERT_EQ(done->failed.size(), 1U);
    EXPECT_TRUE(done->failed[0].contains("'done'")) << done->failed[0];
    EXPECT_TRUE(engine.unexpected().empty()) << "nothing is removed by force";
}

TEST(Clean, SaysWhatFailedAndGoesOnWhicheverStepFails) {
    const CleaningPlan plan = cleaning_plan(disk());
    testing::replay_failing_at_each_step(cleaning(), [&](ScriptedEngine& engine, const std::string& context) {
        const auto done = cleaned(engine, plan, std::chrono::milliseconds(400));
        if (done) {
            EXPECT_EQ(done->removed.size() + done->failed.size(), 3U) << context;
        } else {
            EXPECT_FALSE(done.error().message.empty()) << context;
        }
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
    });
}

TEST(FindNamed, TellsWhatIsLost) {
    const DiskUse use = disk();
    EXPECT_EQ(find_named(use, "own:1").value().words,
              "image own:1 (5 B of its own, no registry is known to have it)");
    EXPECT_EQ(find_named(use, "own").error().kind, "not-on-disk");
    EXPECT_EQ(find_named(use, "torch:1").value().words, "image torch:1 (30 B of its own)");
    EXPECT_EQ(find_named(use, "edited").value().words,
              "container edited (9 B, with files that were changed in it)");
    EXPECT_EQ(find_named(use, "train.old-1").value().words,
              "container train.old-1 (0 B, kept for going back)");
}

TEST(FindNamed, RefusesWhatIsInUse) {
    const DiskUse use = disk();
    for (const std::string_view name : {"web", "base:1", "data", "volume:data"}) {
        const auto found = find_named(use, name);
        ASSERT_FALSE(found) << name;
        EXPECT_EQ(found.error().kind, "in-use") << name;
    }
}

TEST(FindNamed, AsksWhichIsMeantWhereOneNameIsTwoThings) {
    DiskUse use = disk();
    use.volumes.push_back({.name = "edited", .size = 3, .used_by = {}});
    EXPECT_EQ(find_named(use, "edited").error().kind, "name-not-clear");
    EXPECT_EQ(find_named(use, "volume:edited").value().words, "volume edited with all data in it (3 B)");
    EXPECT_EQ(find_named(use, "image:edited").error().kind, "not-on-disk");
}

TEST(FindNamed, TellsOneNameFromAllOfThem) {
    DiskUse use = disk();
    use.images[1].names.emplace_back("torch:2");
    EXPECT_EQ(find_all_named(use, {"torch:2"}).value().front().words,
              "the name torch:2 (the image keeps its other names)");
    const auto all = find_all_named(use, {"torch:2", "torch:1"}).value();
    EXPECT_EQ(all[0].words, "image torch:1 (30 B of its own), as torch:2");
    EXPECT_EQ(all[1].words, "image torch:1 (30 B of its own), as torch:1");
    use.images[1].used_by = {"web"};
    EXPECT_TRUE(find_all_named(use, {"torch:2"}));
    EXPECT_EQ(find_all_named(use, {"torch:2", "torch:1"}).error().kind, "in-use");
}

TEST(DiskRemove, AsksFirst) {
    ScriptedEngine engine(asked());
    const auto done =
        testing::run_action<std::vector<std::string>>(engine, [](std::shared_ptr<engine::Client> client) {
            return disk_remove(std::move(client), {.names = {"own:1", "edited"}}, {});
        });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, consent_needed);
    EXPECT_TRUE(done.error().message.contains("own:1")) << done.error().message;
    EXPECT_TRUE(engine.unexpected().empty()) << "nothing was removed";
}

TEST(DiskRemove, RemovesWhatWasNamedAndNothingElse) {
    Script script = asked();
    script.push_back(expect("DELETE /v1.41/images/own%3A1?force=0&noprune=0").answer(200, "[]"));
    script.push_back(expect("DELETE /v1.41/containers/e4?v=0&force=0").answer(204));
    ScriptedEngine engine(script);
    const auto done =
        testing::run_action<std::vector<std::string>>(engine, [](std::shared_ptr<engine::Client> client) {
            return disk_remove(std::move(client), {.names = {"own:1", "edited"}, .consent = true}, {});
        });
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->size(), 2U);
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
    EXPECT_TRUE(engine.unexpected().empty());
}

} // namespace
} // namespace dockwright::actions
