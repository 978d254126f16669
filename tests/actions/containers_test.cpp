#include "actions/containers.hpp"
#include "actions/now.hpp"
#include "engine/problems.hpp"
#include "support/scripted_engine.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using engine::GpuAccess;
using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;
using testing::Step;

std::string id_of(char digit) {
    return std::string(64, digit);
}

std::string summary(char digit, const std::string& name, const std::string& state) {
    return R"({"Id":")" + id_of(digit) + R"(","Names":["/)" + name + R"("],"Image":"toy/)" + name +
           R"(:1","State":")" + state + R"(","Status":"Up 2 hours"})";
}

Step inspect_of(char digit, const std::string& host_config, const std::string& env = "[]") {
    return expect("GET /v1.41/containers/" + id_of(digit) + "/json")
        .answer(200, R"({"Id":")" + id_of(digit) + R"(","State":{"Status":"running"},"Config":{"Env":)" +
                         env + R"(},"HostConfig":)" + host_config + "}");
}

Step list_of(const std::string& summaries) {
    return expect("GET /v1.41/containers/json?all=1").answer(200, "[" + summaries + "]");
}

constexpr const char* plain = R"({"Runtime":"runc"})";
constexpr const char* all_gpus =
    R"({"Runtime":"runc","DeviceRequests":[{"Count":-1,"Capabilities":[["gpu"]]}]})";

std::expected<ContainerList, Problem> listed(const ScriptedEngine& engine) {
    return containers_now({.host = engine.host()}, {});
}

std::vector<std::string> names(const std::vector<ContainerRow>& rows) {
    std::vector<std::string> found;
    for (const ContainerRow& row : rows) {
        found.push_back(row.name);
    }
    return found;
}

TEST(Containers, WithGpusComeFirstThenThoseThatRunThenByName) {
    ScriptedEngine engine(
        {expect_ping("1.41"),
         list_of(summary('1', "web", "running") + "," + summary('2', "old-train", "exited") + "," +
                 summary('3', "train", "running") + "," + summary('4', "dind", "running") + "," +
                 summary('5', "db", "running") + "," + summary('6', "a", "created")),
         inspect_of('1', plain), inspect_of('2', all_gpus), inspect_of('3', all_gpus),
         inspect_of('4', R"({"Privileged":true})"), inspect_of('5', plain), inspect_of('6', plain)});
    const auto list = listed(engine);
    ASSERT_TRUE(list) << list.error().message;
    EXPECT_EQ(names(list->rows), (std::vector<std::string>{"train", "old-train", "dind", "db", "web", "a"}));
    EXPECT_TRUE(engine.unmet().empty());
    EXPECT_LE(engine.most_open(), 4U) << "bounded";
}

TEST(Containers, AreRowsForAPerson) {
    ScriptedEngine engine(
        {expect_ping("1.41"), list_of(summary('3', "train", "running")), inspect_of('3', all_gpus)});
    const auto list = listed(engine);
    ASSERT_TRUE(list);
    EXPECT_EQ(list->rows, (std::vector<ContainerRow>{{.id = id_of('3'),
                                                      .short_id = "333333333333",
                                                      .name = "train",
                                                      .image = "toy/train:1",
                                                      .gpu = {.access = GpuAccess::yes, .text = "all GPUs"},
                                                      .state = "running",
                                                      .status = "Up 2 hours",
                                                      .engine = engine.host()}}));
}

TEST(Containers, ThatVanishMeanwhileAreLeftOut) {
    ScriptedEngine engine(
        {expect_ping("1.41"), list_of(summary('1', "web", "running") + "," + summary('2', "gone", "running")),
         inspect_of('1', plain), inspect_of('2', plain).answer(404, R"({"message":"No such container"})")});
    EXPECT_EQ(names(listed(engine)->rows), std::vector<std::string>{"web"});
}

TEST(Containers, ThatTheEngineCannotInspectAreKeptAsUnknown) {
    ScriptedEngine engine({expect_ping("1.41"), list_of(summary('1', "odd", "dead")),
                           inspect_of('1', plain).answer(500, R"({"message":"layer is broken"})")});
    const auto list = listed(engine);
    ASSERT_TRUE(list);
    EXPECT_EQ(list->rows.front().gpu.access, GpuAccess::unknown);
}

TEST(Containers, OfManyAreAllInspected) {
    Script script{expect_ping("1.41")};
    std::string summaries;
    for (const char digit : std::string("0123456789abcdef")) {
        summaries += (summaries.empty() ? "" : ",") + summary(digit, std::string("n") + digit, "running");
        script.push_back(inspect_of(digit, plain));
    }
    script.push_back(list_of(summaries));
    ScriptedEngine engine(script);
    EXPECT_EQ(listed(engine)->rows.size(), 16U);
    EXPECT_LE(engine.connections_accepted(), 5U) << "connections are used again";
}

TEST(Containers, AskForTheDefaultRuntimeOnlyWhereItDecides) {
    ScriptedEngine engine({expect_ping("1.41"), list_of(summary('1', "train", "running")),
                           inspect_of('1', R"({"Runtime":""})", R"(["NVIDIA_VISIBLE_DEVICES=0"])"),
                           expect("GET /v1.41/info").answer(200, R"({"DefaultRuntime":"nvidia"})")});
    const auto list = listed(engine);
    ASSERT_TRUE(list);
    EXPECT_EQ(list->rows.front().gpu, (engine::GpuUse{.access = GpuAccess::yes, .text = "GPU 0"}));
    EXPECT_TRUE(engine.unmet().empty());
}

TEST(Containers, OfAnEngineThatIsDownAreAProblem) {
    ScriptedEngine engine({});
    engine.stop();
    EXPECT_EQ(listed(engine).error().kind, engine::problem_kind::stale_socket);
}

/// The steps that hang would take the ten seconds of a request each, so those are left to the
/// client's own tests, where the limits are short.
TEST(Containers, AreAProblemOrUnknownButNeverWrongWhereverTheEngineFails) {
    const Script script{expect_ping("1.41"),
                        list_of(summary('1', "web", "running") + "," + summary('2', "train", "running")),
                        inspect_of('1', plain), inspect_of('2', all_gpus)};
    for (std::size_t i = 0; i < script.size(); ++i) {
        for (const testing::Failure failure : testing::failures) {
            if (failure == testing::Failure::hangs || failure == testing::Failure::hangs_in_header) {
                continue;
            }
            Script broken = script;
            broken[i] = testing::failing(script[i], failure);
            ScriptedEngine engine(broken);
            const auto list = listed(engine);
            const std::string context = std::to_string(i) + " " + std::string(testing::name_of(failure));
            if (i < 2) {
                EXPECT_FALSE(list) << context;
            } else if (list) {
                const std::string& id = i == 2 ? id_of('1') : id_of('2');
                const auto row = std::ranges::find(list->rows, id, &ContainerRow::id);
                ASSERT_NE(row, list->rows.end()) << context;
                EXPECT_EQ(row->gpu.access, GpuAccess::unknown) << context;
            }
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
        }
    }
}

} // namespace
} // namespace dockwright::actions
