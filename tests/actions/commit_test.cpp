#include "actions/commit.hpp"
#include "actions/consent.hpp"
#include "engine/problems.hpp"
#include "living_engine.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::LivingEngine;
using testing::LivingWorld;
using testing::Wrong;

LivingWorld before() {
    LivingWorld world;
    world.containers[std::string(64, 'a')] = {.name = "train", .state = "running"};
    world.images["toy:1"] = LivingWorld::image_id();
    return world;
}

LivingWorld after() {
    LivingWorld world = before();
    world.images["kept:1"] = LivingWorld::committed_id();
    return world;
}

std::expected<Committed, Problem> committed(LivingEngine& engine, bool consent = false) {
    const Person ada{.user = "ada", .host = "laptop", .also = {}, .homes = {}};
    return testing::run_on_living<Committed>(engine, [=](std::shared_ptr<engine::Client> client) {
        return commit(std::move(client),
                      {.container = "train", .image = "kept:1", .consent = consent, .person = ada}, {});
    });
}

/// Whether it was made. Either way the engine has it exactly then, and nothing else has come of it.
bool is_made(const Wrong& wrong) {
    const std::string context = testing::name_of(wrong);
    LivingEngine engine(before(), wrong);
    const std::size_t open = engine.open_descriptors();
    const auto made = committed(engine);
    EXPECT_EQ(engine.open_descriptors(), open) << context;
    EXPECT_EQ(engine.world(), made ? after() : before()) << context << "\n" << engine.world().text();
    if (made) {
        EXPECT_EQ(made->id, LivingWorld::committed_id()) << context;
    } else {
        EXPECT_EQ(testing::fault_of(made.error()), "") << context;
    }
    const std::vector<std::string> asked = engine.requests();
    EXPECT_LE(std::ranges::count_if(asked, [](const std::string& one) { return one.starts_with("POST"); }), 1)
        << context << ": it is never asked for twice";
    return made.has_value();
}

/// inspect, its size, its changes, who has the name, commit
constexpr std::size_t requests = 5;

TEST(Commit, IsMadeOrNotWhicheverRequestFails) {
    EXPECT_TRUE(is_made({}));
    for (const Wrong& wrong : testing::every_wrong(requests)) {
        // That nobody has the name yet is what the engine would have said anyway; and where the answer alone
        // went wrong, the image is found to be there.
        const bool is_well = (wrong.at == 3 && wrong.status == 404) || (wrong.at == 4 && wrong.done);
        EXPECT_EQ(is_made(wrong), is_well) << testing::name_of(wrong);
    }
}

TEST(Commit, IsMadeOrNotWhereverAnAnswerIsCut) {
    testing::with_every_cut(requests - 1, [](const Wrong& wrong) { return is_made(wrong); });
    for (std::size_t cut = 0; cut < 130; cut += 7) {
        EXPECT_TRUE(is_made({.at = requests - 1, .done = true, .cut = cut})) << cut;
        EXPECT_FALSE(is_made({.at = requests - 1, .cut = cut})) << cut;
    }
}

TEST(Commit, WhoseFateCannotBeToldIsNotTakenForMade) {
    LivingEngine engine(before(),
                        {.at = requests - 1, .count = 2, .failure = testing::Failure::closes, .done = true});
    const auto made = committed(engine);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, engine::problem_kind::connection_lost);
    EXPECT_EQ(testing::fault_of(made.error()), "");
}

TEST(Commit, OverANameThatIsTakenAsksAndLeavesItWhereItFails) {
    LivingWorld world = before();
    world.images["kept:1"] = LivingWorld::image_id();
    LivingEngine asking(world);
    const auto asked = committed(asking);
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().kind, consent_needed);
    EXPECT_EQ(testing::fault_of(asked.error()), "");
    for (const Wrong& wrong : testing::every_wrong(requests)) {
        LivingEngine engine(world, wrong);
        const auto made = committed(engine, true);
        EXPECT_EQ(engine.world(), made ? after() : world) << testing::name_of(wrong);
    }
}

} // namespace
} // namespace dockwright::actions
