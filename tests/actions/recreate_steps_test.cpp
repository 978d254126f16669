#include "actions/recreate/journal_file.hpp"
#include "actions/recreate/recreate.hpp"
#include "engine/problems.hpp"
#include "living_engine.hpp"
#include "support/temporary_folder.hpp"
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>

/// A container made anew on an engine that fails at each request, dies at each, and dies again while the
/// person has it mended.
namespace dockwright::actions {
namespace {

using testing::Failure;
using testing::LivingEngine;
using testing::LivingWorld;
using testing::TemporaryFolder;
using testing::Wrong;
using Outcome = std::expected<Recreated, Problem>;

const std::string old_id(64, 'a');
const std::string new_id(64, 'b');

struct Manner {
    std::string_view name;
    std::string state = "running";
    std::string policy = "always";
    /// Of its own files; lasting ones are committed.
    std::string changes = "null";
    bool gpus = false;
};

std::vector<Manner> manners() {
    return {{.name = "runs"},
            {.name = "paused", .state = "paused", .policy = "no"},
            {.name = "stopped", .state = "exited"},
            {.name = "gpus", .gpus = true},
            {.name = "commits", .changes = R"([{"Path":"/opt","Kind":0},{"Path":"/opt/x","Kind":1}])"}};
}

LivingWorld before(const Manner& manner) {
    LivingWorld world;
    world.containers[old_id] = {
        .name = "train", .state = manner.state, .policy = manner.policy, .networks = {"net1", "net2"}};
    world.containers[std::string(64, '9')] = {.name = "other", .state = "running"};
    world.images["toy:1"] = LivingWorld::image_id();
    return world;
}

/// What is wrong with a world after a change that was carried out; empty if nothing is.
std::string fault_of_whole(const LivingWorld& world, const Manner& manner) {
    LivingWorld wanted = before(manner);
    testing::LivingWorld::One made = wanted.containers[old_id];
    made.state = manner.state == "exited" ? "created" : "running";
    made.gpus = manner.gpus;
    std::string made_id;
    std::string retired;
    for (const auto& [id, one] : world.containers) {
        made_id = one.name == "train" ? id : made_id;
        retired = id == old_id ? one.name : retired;
    }
    if (made_id == old_id || !retired.starts_with("train.old-")) {
        return "the old one has not given its place away\n" + world.text();
    }
    wanted.containers[made_id] = made;
    wanted.containers[old_id] = {
        .name = retired, .state = "exited", .policy = "no", .networks = made.networks};
    if (manner.changes != "null") {
        wanted.images["kept-train:" + retired.substr(10)] = LivingWorld::committed_id();
    }
    return wanted == world ? "" : world.text();
}

RecreateOptions options(const Manner& manner, const TemporaryFolder& folder) {
    RecreateOptions out{.container = "train", .consent = true};
    out.changes.set_environment = {{"A", "1"}};
    if (manner.gpus) {
        out.changes.gpus.emplace().push_back({.count = -1, .capabilities = {{"gpu"}}});
    }
    out.person = {.user = "ada", .host = "laptop", .also = {}, .homes = {}};
    out.journals = (folder.path() / "state").string();
    out.settle = std::chrono::milliseconds(0);
    out.between_tries = std::chrono::milliseconds(0);
    return out;
}

std::size_t files_in(const TemporaryFolder& folder) {
    namespace fs = std::filesystem;
    return static_cast<std::size_t>(
        std::count_if(fs::recursive_directory_iterator(folder.path()), fs::recursive_directory_iterator(),
                      [](const fs::directory_entry& entry) { return entry.is_regular_file(); }));
}

Outcome recreated(LivingEngine& engine, const Manner& manner, const TemporaryFolder& folder) {
    engine.set_changes(manner.changes);
    engine.set_printed("nvidia-smi", "GPU 0: Toy");
    return testing::run_on_living<Recreated>(engine, [&](std::shared_ptr<engine::Client> client) {
        return recreate(std::move(client), options(manner, folder), {});
    });
}

std::expected<std::vector<Resumed>, Problem> resumed(LivingEngine& engine, const TemporaryFolder& folder) {
    return testing::run_on_living<std::vector<Resumed>>(engine, [&](std::shared_ptr<engine::Client> client) {
        return recreate_resume(std::move(client), options({}, folder).journals, {});
    });
}

std::vector<std::string> requests_of(const Manner& manner) {
    const TemporaryFolder folder;
    LivingEngine engine(before(manner));
    const Outcome made = recreated(engine, manner, folder);
    EXPECT_TRUE(made) << manner.name << ": " << made.error().message;
    EXPECT_EQ(fault_of_whole(engine.world(), manner), "") << manner.name;
    EXPECT_EQ(files_in(folder), 0U) << manner.name;
    return engine.requests();
}

/// Whether it was made. Else all is as before, with nothing left on disk.
bool is_made(const Manner& manner, const Wrong& wrong) {
    const std::string context = std::string(manner.name) + ", " + testing::name_of(wrong);
    const TemporaryFolder folder;
    LivingEngine engine(before(manner), wrong);
    const std::size_t open = engine.open_descriptors();
    const Outcome made = recreated(engine, manner, folder);
    EXPECT_EQ(engine.open_descriptors(), open) << context;
    EXPECT_EQ(files_in(folder), 0U) << context;
    if (made) {
        EXPECT_EQ(fault_of_whole(engine.world(), manner), "") << context;
        return true;
    }
    EXPECT_EQ(engine.world(), before(manner)) << context << "\n" << engine.world().text();
    EXPECT_EQ(testing::fault_of(made.error()), "") << context;
    const std::vector<std::string> asked = engine.requests();
    const bool begun = std::ranges::any_of(
        asked, [](const std::string& one) { return one.starts_with("POST") || one.starts_with("DELETE"); });
    EXPECT_EQ(made.error().message.contains("is as it was"), begun) << context << made.error().message;
    return false;
}

/// With these it is made all the same: the names that are asked for may be gone, an answer without a body has
/// none of a wrong shape.
bool may_be_made(const std::string& request, const Wrong& wrong) {
    const bool answered = wrong.status == 0 && wrong.done &&
                          (wrong.failure == Failure::not_json || wrong.failure == Failure::other_shape);
    if (request.starts_with("GET /images/toy")) {
        return wrong.status == 404;
    }
    if (request.starts_with("GET /containers/9")) { // another's: may be gone, or not be shown
        return wrong.status != 0 || wrong.failure == Failure::server_error || answered;
    }
    if (request.starts_with("GET /images/sha256")) { // gone: its files are committed
        return wrong.status == 404;
    }
    return answered && !request.starts_with("GET") && !request.contains("/create") &&
           !request.contains("/update") && !request.contains("/commit");
}

/// Journals are on the disk before the next step, which takes its time: one manner is tried in every way.
bool is_tried(const Manner& manner, const Wrong& wrong) {
    if (manner.name == "runs") {
        return wrong.failure != Failure::hangs_in_header && wrong.status != 400;
    }
    return wrong.status == 0 &&
           (wrong.failure == Failure::server_error || (wrong.failure == Failure::hangs && wrong.done));
}

TEST(RecreateSteps, LeaveAllAsBeforeWhicheverRequestFails) {
    for (const Manner& manner : manners()) {
        const std::vector<std::string> requests = requests_of(manner);
        for (const Wrong& wrong : testing::every_wrong(requests.size())) {
            if (is_tried(manner, wrong) && is_made(manner, wrong)) {
                EXPECT_TRUE(may_be_made(requests[wrong.at], wrong))
                    << manner.name << ", " << testing::name_of(wrong) << " " << requests[wrong.at];
            }
        }
    }
}

/// The engine dies at that request and is back when the person has it mended.
void die_and_mend(const Manner& manner, const Wrong& death, const Wrong& again) {
    const std::string context = std::string(manner.name) + ", dies at " + testing::name_of(death) +
                                ", then at " + testing::name_of(again);
    const TemporaryFolder folder;
    LivingEngine engine(before(manner), death);
    const Outcome made = recreated(engine, manner, folder);
    ASSERT_FALSE(made) << context;
    EXPECT_EQ(testing::fault_of(made.error()), "") << context;
    const bool is_begun = files_in(folder) != 0;
    EXPECT_EQ(made.error().next_step.contains("--resume"), is_begun) << context << made.error().next_step;
    EXPECT_TRUE(is_begun || engine.world() == before(manner)) << context;
    engine.set_wrong(again);
    const auto first = resumed(engine, folder);
    if (!first) {
        EXPECT_EQ(testing::fault_of(first.error()), "") << context;
        engine.set_wrong({});
        const auto second = resumed(engine, folder);
        EXPECT_TRUE(second) << context << ": " << second.error().message;
    }
    EXPECT_EQ(files_in(folder), 0U) << context;
    EXPECT_EQ(engine.world(), before(manner)) << context << "\n" << engine.world().text();
}

TEST(RecreateSteps, AreMendedWhereverTheEngineDies) {
    for (const Manner& manner : manners()) {
        const std::size_t count = requests_of(manner).size();
        for (std::size_t at = 0; at < count; ++at) {
            die_and_mend(manner, {.at = at, .count = Wrong::never, .done = true}, {});
            if (manner.name == "runs") {
                die_and_mend(manner, {.at = at, .count = Wrong::never, .done = false}, {});
            }
        }
    }
}

TEST(RecreateSteps, AreMendedWhereverTheEngineDiesAgain) {
    constexpr std::size_t most_of_mending = 8;
    const std::vector<Manner> all = manners();
    for (const Manner& manner : {all.front(), all.back()}) {
        const std::size_t count = requests_of(manner).size();
        for (std::size_t at = count / 2; at < count; at += 2) {
            for (std::size_t again = 0; again < most_of_mending; ++again) {
                die_and_mend(manner, {.at = at, .count = Wrong::never, .done = true},
                             {.at = again, .done = again % 2 == 0});
            }
        }
    }
}

/// A folder where a file is to be written: what a full disk does.
void make_unwritable(const TemporaryFolder& folder) {
    std::filesystem::create_directories(folder.path() / "state" / (old_id.substr(0, 32) + ".json.new"));
}

TEST(RecreateSteps, AreNotBegunWithoutAPlanOnDisk) {
    const Manner manner = manners().front();
    const TemporaryFolder folder;
    make_unwritable(folder);
    LivingEngine engine(before(manner));
    const Outcome made = recreated(engine, manner, folder);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, "journal-unwritable");
    EXPECT_EQ(engine.world(), before(manner));
    EXPECT_TRUE(std::ranges::all_of(engine.requests(),
                                    [](const std::string& one) { return one.starts_with("GET"); }));
}

TEST(RecreateSteps, AreTakenBackWhereTheDiskIsFullMeanwhile) {
    const Manner manner = manners().front();
    for (const char* request : {"/stop", "/rename", "/start", "GET /containers/bbbb"}) {
        const TemporaryFolder folder;
        LivingEngine engine(before(manner));
        engine.before(request, [&] { make_unwritable(folder); });
        const Outcome made = recreated(engine, manner, folder);
        ASSERT_FALSE(made) << request;
        EXPECT_EQ(made.error().kind, "journal-unwritable") << request;
        EXPECT_TRUE(made.error().message.contains("is as it was")) << made.error().message;
        EXPECT_EQ(engine.world(), before(manner)) << request << "\n" << engine.world().text();
        EXPECT_EQ(files_in(folder), 0U) << request;
    }
}

TEST(RecreateSteps, OfWhatIsGoneForGoodAreForgottenOnceThePersonWasTold) {
    const Manner manner = manners().back();
    const TemporaryFolder folder;
    LivingEngine dying(before(manner), {.at = requests_of(manner).size() - 1, .count = Wrong::never});
    ASSERT_FALSE(recreated(dying, manner, folder));
    ASSERT_EQ(files_in(folder), 1U);
    LivingWorld without = before(manner);
    without.containers.erase(old_id);
    LivingEngine engine(without);
    // At another address, and without any of the two: it is another engine's.
    EXPECT_EQ(resumed(engine, folder)->size(), 0U);
    EXPECT_EQ(files_in(folder), 1U);
    dying.set_wrong({});
    dying.forget_containers();
    const auto told = resumed(dying, folder);
    ASSERT_TRUE(told) << told.error().message;
    ASSERT_EQ(told->size(), 1U);
    EXPECT_TRUE(told->front().what.contains("are gone")) << told->front().what;
    EXPECT_TRUE(told->front().what.contains("kept-train:")) << told->front().what;
    EXPECT_EQ(files_in(folder), 0U);
}

TEST(RecreateSteps, WarnOfAContainerThatTheEngineDoesNotShow) {
    const Manner manner = manners().front();
    const std::vector<std::string> requests = requests_of(manner);
    const auto other = std::ranges::find_if(
        requests, [](const std::string& one) { return one.starts_with("GET /containers/9"); });
    ASSERT_NE(other, requests.end());
    const auto at = static_cast<std::size_t>(other - requests.begin());
    const TemporaryFolder folder;
    LivingEngine engine(before(manner), {.at = at, .status = 500});
    const Outcome made = recreated(engine, manner, folder);
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_TRUE(std::ranges::any_of(made->plan.warnings,
                                    [](const std::string& one) { return one.contains("other"); }));
}

} // namespace
} // namespace dockwright::actions
