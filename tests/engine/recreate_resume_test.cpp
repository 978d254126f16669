#include "engine/recreate/resume.hpp"
#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <map>

/// A small engine of our own, on which a recreation dies after each of its steps, and is then
/// resumed; the resumption dies after each of its steps as well.
namespace dockwright::engine::recreate {
namespace {

const std::string old_id(64, 'a');
const std::string new_id(64, 'b');

struct Fake {
    std::string name;
    std::string state;
    std::string policy = "no";

    bool operator==(const Fake&) const = default;
};

struct World {
    std::map<std::string, Fake> containers;
    bool image = false;
    /// As it is on disk.
    Journal journal{};
    bool is_written = false;

    bool is_up(const std::string& id) const {
        const auto found = containers.find(id);
        return found != containers.end() &&
               (found->second.state == "running" || found->second.state == "paused");
    }

    std::vector<Present> present() const {
        std::vector<Present> out;
        out.reserve(containers.size());
        for (const auto& [id, one] : containers) {
            out.push_back({.id = id, .name = one.name, .state = one.state});
        }
        return out;
    }

    void rename(const std::string& id, const std::string& name) {
        for (const auto& [other, one] : containers) {
            ASSERT_TRUE(other == id || one.name != name) << name << " is taken";
        }
        ASSERT_NE(containers.at(id).name, name) << "an engine refuses the name that it has";
        containers.at(id).name = name;
    }

    void take(const Step& step) {
        switch (step.action) {
        case Action::stop: containers.at(step.container).state = "exited"; break;
        case Action::start: containers.at(step.container).state = "running"; break;
        case Action::pause:
            ASSERT_EQ(containers.at(step.container).state, "running");
            containers.at(step.container).state = "paused";
            break;
        case Action::remove:
            ASSERT_FALSE(is_up(step.container)) << "an engine refuses it";
            containers.erase(step.container);
            break;
        case Action::rename: rename(step.container, step.argument); break;
        case Action::forbid_start: containers.at(step.container).policy = "no"; break;
        case Action::restore: containers.at(step.container).policy = journal.policy.name; break;
        case Action::remove_image: image = false; break;
        }
    }
};

struct Manner {
    bool ran = true;
    bool paused = false;
    bool commits = false;
};

using Part = std::function<void(World&)>;

Part record(Stage stage) {
    return [stage](World& world) { world.journal.stage = stage; };
}

World before(const Manner& manner) {
    World world;
    const std::string state = manner.paused ? "paused" : manner.ran ? "running" : "exited";
    world.containers[old_id] = {.name = "train", .state = state, .policy = "always"};
    world.containers[std::string(64, 'c')] = {.name = "other", .state = "running", .policy = "always"};
    return world;
}

/// What a flow does, each change of the engine and each record a part of its own.
std::vector<Part> whole_flow(const Manner& manner) {
    std::vector<Part> parts;
    parts.emplace_back([manner](World& world) {
        world.is_written = true;
        world.journal = Journal{.engine = "unix:///e",
                                .old_id = old_id,
                                .name = "train",
                                .temporary_name = "train.new-1a2b",
                                .retired_name = "train.old-1",
                                .policy = {.name = "always"},
                                .ran = manner.ran,
                                .paused = manner.paused,
                                .committed_image = manner.commits ? "kept:1" : ""};
    });
    if (manner.commits) {
        parts.emplace_back([](World& world) { world.containers.at(old_id).state = "exited"; });
        parts.emplace_back([](World& world) { world.image = true; });
        parts.push_back(record(Stage::committed));
    }
    parts.emplace_back([](World& world) {
        world.containers[new_id] = {.name = "train.new-1a2b", .state = "created", .policy = "always"};
    });
    parts.emplace_back([](World& world) {
        world.journal.new_id = new_id;
        world.journal.stage = Stage::created;
    });
    parts.emplace_back([](World& world) { world.containers.at(old_id).state = "exited"; });
    parts.push_back(record(Stage::stopped));
    parts.emplace_back([](World& world) { world.containers.at(old_id).policy = "no"; });
    parts.push_back(record(Stage::unattended));
    parts.emplace_back([](World& world) { world.rename(old_id, "train.old-1"); });
    parts.push_back(record(Stage::old_renamed));
    parts.emplace_back([](World& world) { world.rename(new_id, "train"); });
    parts.push_back(record(Stage::new_renamed));
    if (manner.ran) {
        parts.emplace_back([](World& world) { world.containers.at(new_id).state = "running"; });
    }
    parts.push_back(record(Stage::started));
    parts.push_back(record(Stage::proven));
    parts.push_back(record(Stage::done));
    return parts;
}

void expect_undone(const World& world, const Manner& manner) {
    const World asked = before(manner);
    EXPECT_EQ(world.containers, asked.containers) << "all is as before";
    EXPECT_FALSE(world.image);
}

void expect_finished(const World& world, const Manner& manner) {
    ASSERT_TRUE(world.containers.contains(new_id));
    EXPECT_EQ(world.containers.at(new_id).name, "train");
    EXPECT_EQ(world.is_up(new_id), manner.ran);
    EXPECT_EQ(world.containers.at(new_id).policy, "always");
    ASSERT_TRUE(world.containers.contains(old_id)) << "it is kept";
    EXPECT_EQ(world.containers.at(old_id), (Fake{.name = "train.old-1", .state = "exited"}));
}

/// Takes the steps, at most so many; the record is written only after the last.
void resumed(World& world, std::size_t most) {
    const Resumption resumption = resume(world.journal, world.present());
    ASSERT_NE(resumption.outcome, Outcome::stuck) << resumption.why;
    for (std::size_t at = 0; at < resumption.steps.size(); ++at) {
        if (at == most) {
            return;
        }
        world.take(resumption.steps[at]);
        ASSERT_FALSE(world.is_up(old_id) && world.is_up(new_id)) << "they share volumes";
    }
    world.journal.stage = resumption.stage;
}

void die_and_resume(const Manner& manner, std::size_t done, std::size_t resumed_steps) {
    SCOPED_TRACE("died after " + std::to_string(done) + ", then again after " +
                 std::to_string(resumed_steps));
    World world = before(manner);
    const std::vector<Part> parts = whole_flow(manner);
    for (std::size_t at = 0; at < done; ++at) {
        parts[at](world);
    }
    const bool was_proven = world.journal.stage >= Stage::proven;
    resumed(world, resumed_steps);
    resumed(world, 100);
    was_proven ? expect_finished(world, manner) : expect_undone(world, manner);
    EXPECT_EQ(resume(world.journal, world.present()).outcome, Outcome::nothing);
}

TEST(ResumedRecreation, IsWholeOrAsBeforeWhereverItDied) {
    for (const Manner& manner :
         {Manner{}, Manner{.commits = true}, Manner{.paused = true}, Manner{.paused = true, .commits = true},
          Manner{.ran = false}, Manner{.ran = false, .commits = true}}) {
        for (std::size_t done = 1; done <= whole_flow(manner).size(); ++done) {
            for (std::size_t steps = 0; steps < 9; ++steps) {
                die_and_resume(manner, done, steps);
            }
        }
    }
}

World at(Stage stage) {
    World world = before({});
    for (const Part& part : whole_flow({})) {
        if (world.is_written && world.journal.stage == stage) {
            break;
        }
        part(world);
    }
    return world;
}

TEST(ResumedRecreation, WhoseNewContainerIsGonePutsTheOldOneBack) {
    for (const Stage stage : {Stage::created, Stage::old_renamed, Stage::started, Stage::proven}) {
        World world = at(stage);
        world.containers.erase(new_id);
        resumed(world, 100);
        expect_undone(world, {});
    }
}

TEST(ResumedRecreation, WhoseOldContainerIsGoneKeepsTheNewOne) {
    for (const Stage stage : {Stage::created, Stage::old_renamed, Stage::started, Stage::proven}) {
        World world = at(stage);
        world.containers.erase(old_id);
        resumed(world, 100);
        EXPECT_EQ(world.containers.at(new_id),
                  (Fake{.name = "train", .state = "running", .policy = "always"}));
        EXPECT_EQ(world.journal.stage, Stage::done);
    }
}

TEST(ResumedRecreation, StopsAnOldContainerThatCameUpBesideTheNewOne) {
    World world = at(Stage::proven);
    world.containers.at(new_id).state = "exited";
    world.containers.at(old_id).state = "running";
    resumed(world, 100);
    expect_finished(world, {});
}

TEST(ResumedRecreation, WithoutEitherContainerAsksAPerson) {
    World world = at(Stage::started);
    world.containers.erase(old_id);
    world.containers.erase(new_id);
    const Resumption resumption = resume(world.journal, world.present());
    EXPECT_EQ(resumption.outcome, Outcome::stuck);
    EXPECT_TRUE(resumption.steps.empty());
}

TEST(ResumedRecreation, WhoseNameIsTakenAsksAPerson) {
    World world = at(Stage::old_renamed);
    world.containers[std::string(64, 'd')] = {.name = "train", .state = "running"};
    EXPECT_EQ(resume(world.journal, world.present()).outcome, Outcome::stuck);
    world = at(Stage::proven);
    world.containers.at(old_id).name = "elsewhere";
    world.containers[std::string(64, 'd')] = {.name = "train.old-1", .state = "exited"};
    EXPECT_EQ(resume(world.journal, world.present()).outcome, Outcome::stuck);
}

TEST(ResumedRecreation, RemovesWhatHasTheTemporaryNameWhereNoIdWasWritten) {
    World world = at(Stage::planned);
    world.containers[new_id] = {.name = "train.new-1a2b", .state = "created"};
    const Resumption resumption = resume(world.journal, world.present());
    ASSERT_FALSE(resumption.steps.empty());
    EXPECT_EQ(resumption.steps[0], (Step{.action = Action::remove, .container = new_id}));
}

} // namespace
} // namespace dockwright::engine::recreate
