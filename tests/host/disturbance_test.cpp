#include "host/disturbance.hpp"
#include "host/machines.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::host::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Facts shared_machine() {
    Facts facts = good_machine();
    facts.running_containers = {"training", "notebook"};
    GpuProcess inside;
    inside.pid = 4711;
    inside.name = "python";
    inside.memory = 8ULL << 30U;
    inside.container = std::string(64, 'a');
    inside.user = "ada";
    GpuProcess outside;
    outside.pid = 99;
    outside.name = "blender\x1b[2J";
    outside.user = "grace";
    facts.nvidia.processes = {inside, outside};
    return facts;
}

TEST(Disturbance, ARestartOfTheEngineEndsContainersAndWhatRunsInThem) {
    EXPECT_THAT(told(ended_by(Disturbs::engine, shared_machine()), Disturbs::engine),
                ElementsAre("This restarts the container engine, which ends:", "container training",
                            "container notebook", "process 4711 (python) of ada with 8192 MiB on the GPU"));
}

TEST(Disturbance, LiveRestoreSparesContainers) {
    Facts facts = shared_machine();
    facts.engine.daemon_json = R"({"live-restore": true})";
    EXPECT_THAT(told(ended_by(Disturbs::engine, facts), Disturbs::engine),
                ElementsAre("Nothing runs now that this would end"));
    EXPECT_EQ(ended_by(Disturbs::machine, facts).containers.size(), 2U);
}

TEST(Disturbance, ModulesAndTheMachineEndEveryUsersProcesses) {
    EXPECT_EQ(ended_by(Disturbs::modules, shared_machine()).processes.size(), 2U);
    EXPECT_THAT(told(ended_by(Disturbs::machine, shared_machine()), Disturbs::machine).back(),
                "process 99 (blender\\x1b[2J) of grace");
}

TEST(Disturbance, WhatCouldNotBeSeenIsSaid) {
    Facts facts = shared_machine();
    facts.engine.reachable = false;
    facts.running_containers.clear();
    const Ended ended = ended_by(Disturbs::engine, facts);
    EXPECT_FALSE(ended.complete);
    EXPECT_EQ(told(ended, Disturbs::engine).back(),
              "What else runs there could not be seen: ask those who share the machine");
    facts = shared_machine();
    facts.nvidia.state = NvidiaSmi::State::failed;
    EXPECT_TRUE(ended_by(Disturbs::engine, facts).complete) << "the engine names all its containers";
    EXPECT_FALSE(ended_by(Disturbs::modules, facts).complete);
}

TEST(Disturbance, WhatDisturbsNothingTellsNothing) {
    EXPECT_THAT(told(ended_by(Disturbs::nothing, shared_machine()), Disturbs::nothing), IsEmpty());
}

} // namespace
} // namespace dockwright::host::testing
