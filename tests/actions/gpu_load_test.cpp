#include "actions/gpu_load.hpp"
#include "engine/open.hpp"
#include "support/scripted_engine.hpp"
#include "support/scripted_engine_run.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using ::testing::ElementsAre;
using testing::expect;
using ::testing::IsEmpty;
using testing::ScriptedEngine;
using testing::Step;

std::string id_of(char digit) {
    return std::string(64, digit);
}

Step top_of(char digit, const std::string& processes) {
    return expect("GET /v1.41/containers/" + id_of(digit) + "/top?ps_args=-eo%20pid")
        .answer(200, R"({"Titles":["PID"],"Processes":)" + processes + "}");
}

MachineLoad unplaced_load() {
    MachineLoad load;
    load.processes = {
        {.gpu_uuid = "GPU-a", .pid = 41}, {.gpu_uuid = "GPU-a", .pid = 42}, {.gpu_uuid = "GPU-a", .pid = 43}};
    load.unplaced = {41, 42};
    return load;
}

MachineLoad placed(const ScriptedEngine& engine, MachineLoad load, std::vector<std::string> containers) {
    boost::asio::io_context loop;
    engine::Endpoint endpoint;
    endpoint.address = engine::UnixAddress{.path = engine.socket_path()};
    const auto client = std::make_shared<engine::Client>(
        loop.get_executor(), endpoint, engine::Limits{.request = std::chrono::milliseconds(300)});
    client->set_spoken({.version = {1, 41}});
    return testing::run_to_end(loop, place_by_engine(client, std::move(load), std::move(containers)));
}

TEST(GpuLoad, ProcessesThatTheMachineHidesAreFoundThroughTheEngine) {
    ScriptedEngine engine({top_of('a', R"([["40"],["42"]])"), top_of('b', R"([["41"]])")});
    const MachineLoad load = placed(engine, unplaced_load(), {id_of('a'), id_of('b')});
    EXPECT_EQ(load.processes[0].container, id_of('b'));
    EXPECT_EQ(load.processes[1].container, id_of('a'));
    EXPECT_EQ(load.processes[2].container, "") << "the machine said that it is in none";
    EXPECT_THAT(load.unplaced, IsEmpty());
}

TEST(GpuLoad, TheEngineIsNotAskedWhereTheMachineHasToldAll) {
    ScriptedEngine engine({});
    MachineLoad load = unplaced_load();
    load.unplaced.clear();
    placed(engine, load, {id_of('a')});
    EXPECT_EQ(engine.connections_accepted(), 0U);
}

TEST(GpuLoad, AnEngineThatFailsHidesNothing) {
    for (const testing::Failure failure : testing::failures) {
        ScriptedEngine engine(
            {testing::failing(top_of('a', R"([["41"]])"), failure), top_of('b', R"([["42"]])")});
        const MachineLoad load = placed(engine, unplaced_load(), {id_of('a'), id_of('b')});
        EXPECT_EQ(load.processes.size(), 3U) << testing::name_of(failure);
        EXPECT_EQ(load.processes[1].container, id_of('b')) << testing::name_of(failure);
        EXPECT_THAT(load.unplaced, ElementsAre(41U)) << testing::name_of(failure);
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
    }
}

TEST(GpuLoad, OfAnEngineOverTcpIsNotTakenFromThisMachine) {
    boost::asio::io_context loop;
    engine::Endpoint endpoint;
    endpoint.address = engine::TcpAddress{.host = "127.0.0.1", .port = 1};
    const auto client = std::make_shared<engine::Client>(loop.get_executor(), endpoint, engine::Limits());
    const MachineLoad load = testing::run_to_end(loop, ask_load(client, std::chrono::seconds(1)));
    EXPECT_FALSE(load.answered);
    EXPECT_FALSE(load.problem);
    EXPECT_THAT(load.loads, IsEmpty());
}

} // namespace
} // namespace dockwright::actions
