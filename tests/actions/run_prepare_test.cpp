#include "actions/run/made_folders.hpp"
#include "actions/run/run.hpp"
#include "engine/problems.hpp"
#include "living_engine.hpp"
#include "support/temporary_folder.hpp"
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>

/// Runs on an engine that fails at each request: there is a running container afterwards, or none.
namespace dockwright::actions {
namespace {

using testing::Failure;
using testing::LivingEngine;
using testing::LivingWorld;
using testing::TemporaryFolder;
using testing::Wrong;

LivingWorld before() {
    LivingWorld world;
    world.images["toy:1"] = LivingWorld::image_id();
    return world;
}

/// Two folders deep, below one that was there.
std::filesystem::path results_in(const TemporaryFolder& folder) {
    return folder.path() / "runs/first";
}

std::expected<PreparedRun, Problem> prepared(LivingEngine& engine, const TemporaryFolder& folder) {
    RunOptions options{.image = "toy:1",
                       .data = {folder.path().string()},
                       .results = {results_in(folder).string()},
                       .caches = false};
    options.person = {.name = "ada", .uid = 1000, .gid = 1000};
    options.owner = "ada@laptop";
    return testing::run_on_living<PreparedRun>(engine, [options](std::shared_ptr<engine::Client> client) {
        return prepare_run(std::move(client), options, RunSetting(), {});
    });
}

/// Whether the message tells the truth about a container that is left there.
bool is_honest(const Problem& problem, const LivingWorld& world) {
    return world.containers.empty() || (problem.message.contains("may be left there") &&
                                        problem.next_step.contains(world.containers.begin()->second.name));
}

bool is_prepared(const Wrong& wrong) {
    const std::string context = testing::name_of(wrong);
    const TemporaryFolder folder;
    LivingEngine engine(before(), wrong);
    const std::size_t open = engine.open_descriptors();
    const auto run = prepared(engine, folder);
    EXPECT_EQ(engine.open_descriptors(), open) << context;
    EXPECT_EQ(engine.world(), before()) << context << "\n" << engine.world().text();
    if (run) {
        EXPECT_TRUE(std::filesystem::is_empty(results_in(folder))) << context;
        EXPECT_EQ(run->made_folders.size(), 2U) << context;
    } else {
        EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << context;
        EXPECT_EQ(testing::fault_of(run.error()), "") << context;
        EXPECT_FALSE(run.error().message.contains("may be left")) << context << run.error().message;
    }
    return run.has_value();
}

/// The image, the engine, its containers; a container to look into, its users, its folder, its end.
constexpr std::size_t preparing = 7;

TEST(PreparedRuns, LeaveNoContainerWhicheverRequestFails) {
    EXPECT_TRUE(is_prepared({}));
    for (const Wrong& wrong : testing::every_wrong(preparing)) {
        const bool hangs = wrong.status == 0 &&
                           (wrong.failure == Failure::hangs || wrong.failure == Failure::hangs_in_header);
        if (wrong.at == preparing - 1 && (hangs || wrong.status == 404)) {
            continue; // nothing interrupts a removal, which may take minutes; and that it is gone is believed
        }
        // What can't be seen inside is taken for absent, and the removal is tried again.
        EXPECT_EQ(is_prepared(wrong), wrong.at >= 4 && !hangs) << testing::name_of(wrong);
    }
}

TEST(PreparedRuns, SayWhatMayBeLeftWhereTheEngineDies) {
    for (std::size_t at = 0; at < preparing; ++at) {
        for (const bool done : {false, true}) {
            const Wrong wrong{.at = at, .count = Wrong::never, .done = done};
            const TemporaryFolder folder;
            LivingEngine engine(before(), wrong);
            const auto run = prepared(engine, folder);
            ASSERT_FALSE(run) << testing::name_of(wrong);
            EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << testing::name_of(wrong);
            EXPECT_EQ(testing::fault_of(run.error()), "") << testing::name_of(wrong);
            EXPECT_TRUE(is_honest(run.error(), engine.world())) << run.error().message;
        }
    }
}

TEST(PreparedRuns, LeaveFoldersThatWereThereOrHoldSomething) {
    for (const bool holds : {false, true}) {
        const TemporaryFolder folder;
        std::filesystem::create_directory(folder.path() / "runs");
        // Looking into the image comes after the folders.
        LivingEngine engine(before(), {.at = 3, .status = 500});
        engine.before("POST /containers/create", [&] {
            EXPECT_TRUE(std::filesystem::is_directory(results_in(folder)));
            if (holds) {
                folder.write("runs/first/somebody.txt", "else's");
            }
        });
        EXPECT_FALSE(prepared(engine, folder));
        EXPECT_TRUE(std::filesystem::exists(folder.path() / "runs")) << "was there";
        EXPECT_EQ(std::filesystem::exists(results_in(folder)), holds);
    }
}

PreparedRun planned() {
    PreparedRun out;
    out.options = {.image = "toy:1", .owner = "ada@laptop", .settle = std::chrono::milliseconds(0)};
    out.options.person = {.name = "ada", .uid = 1000, .gid = 1000};
    RunGround ground;
    ground.person = out.options.person;
    auto plan = plan_run(out.options, ground);
    out.plan = std::move(*plan);
    EXPECT_FALSE(out.plan.volumes.empty());
    EXPECT_FALSE(out.plan.own_folders.empty());
    return out;
}

std::expected<StartedRun, Problem> started(LivingEngine& engine, const MadeFolders& folders = {}) {
    return testing::run_on_living<StartedRun>(engine, [folders](std::shared_ptr<engine::Client> client) {
        PreparedRun run = planned();
        run.made_folders = folders;
        return start_run(std::move(client), std::move(run), nullptr);
    });
}

/// Volumes stay, as the person's downloads do.
LivingWorld without_volumes(LivingWorld world) {
    world.volumes.clear();
    return world;
}

bool is_started(const Wrong& wrong) {
    const std::string context = testing::name_of(wrong);
    LivingEngine engine(before(), wrong);
    const std::size_t open = engine.open_descriptors();
    const TemporaryFolder folder;
    MadeFolders made;
    EXPECT_TRUE(make_folder_here(results_in(folder).string(), made));
    const auto run = started(engine, made);
    EXPECT_EQ(std::filesystem::exists(folder.path() / "runs"), run.has_value()) << context;
    EXPECT_EQ(engine.open_descriptors(), open) << context;
    const LivingWorld world = engine.world();
    if (run) {
        EXPECT_EQ(world.containers.size(), 1U) << context;
        EXPECT_EQ(world.containers.begin()->second.state, "running") << context;
        EXPECT_EQ(world.containers.begin()->second.name, "toy") << context;
        EXPECT_FALSE(world.volumes.empty()) << context;
    } else {
        EXPECT_EQ(without_volumes(world), before()) << context << "\n" << world.text();
        EXPECT_EQ(testing::fault_of(run.error()), "") << context;
        EXPECT_FALSE(run.error().message.contains("may be left")) << context << run.error().message;
    }
    return run.has_value();
}

std::vector<std::string> starting() {
    LivingEngine engine(before());
    EXPECT_TRUE(started(engine));
    return engine.requests();
}

TEST(StartedRuns, RunOrAreGoneWhicheverRequestFails) {
    const std::vector<std::string> requests = starting();
    EXPECT_GE(requests.size(), 5U);
    for (const Wrong& wrong : testing::every_wrong(requests.size())) {
        // Only a start and files that are put inside have no answer that could be of a wrong shape.
        const std::string& request = requests[wrong.at];
        const bool answered = wrong.status == 0 && wrong.done &&
                              (wrong.failure == Failure::not_json || wrong.failure == Failure::other_shape) &&
                              (request.ends_with("/start") || request.starts_with("PUT"));
        EXPECT_EQ(is_started(wrong), answered) << testing::name_of(wrong) << " " << request;
    }
}

TEST(StartedRuns, AreNotTakenForMadeWhereverAnAnswerIsCut) {
    const std::size_t count = starting().size();
    testing::with_every_cut(count, [](const Wrong& wrong) { return is_started(wrong); });
}

TEST(StartedRuns, SayWhatMayBeLeftWhereTheEngineDies) {
    const std::size_t count = starting().size();
    for (std::size_t at = 0; at < count; ++at) {
        for (const bool done : {false, true}) {
            LivingEngine engine(before(), {.at = at, .count = Wrong::never, .done = done});
            const TemporaryFolder folder;
            MadeFolders made;
            EXPECT_TRUE(make_folder_here(results_in(folder).string(), made));
            const auto run = started(engine, made);
            ASSERT_FALSE(run) << at;
            EXPECT_EQ(std::filesystem::exists(results_in(folder)),
                      run.error().message.contains("may be left"))
                << "what may still run may write there";
            EXPECT_EQ(testing::fault_of(run.error()), "") << at;
            EXPECT_TRUE(is_honest(run.error(), engine.world())) << at << run.error().message;
        }
    }
}

} // namespace
} // namespace dockwright::actions
