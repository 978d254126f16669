#include "actions/ps.hpp"
#include "engine/open.hpp"
#include "engine/problems.hpp"
#include "other_machine.hpp"
#include "support/scripted_engine.hpp"
#include "support/scripted_engine_run.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using ::testing::ElementsAre;
using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;
using testing::Step;

std::string id_of(char digit) {
    return std::string(64, digit);
}

std::string summary(char digit, const std::string& name, const std::string& state,
                    const std::string& more = "") {
    return R"({"Id":")" + id_of(digit) + R"(","Names":["/)" + name + R"("],"Image":"i","State":")" + state +
           R"(","Status":"s")" + more + "}";
}

Step inspect_of(char digit, const std::string& host_config = "{}") {
    return expect("GET /v1.41/containers/" + id_of(digit) + "/json")
        .answer(200, R"({"Id":")" + id_of(digit) +
                         R"(","State":{"Status":"running"},"Config":{},"HostConfig":)" + host_config + "}");
}

Step list_of(const std::string& summaries) {
    return expect("GET /v1.41/containers/json").answer(200, "[" + summaries + "]");
}

Step list_of_all(const std::string& summaries) {
    return expect("GET /v1.41/containers/json?all=1").answer(200, "[" + summaries + "]");
}

constexpr const char* all_gpus = R"({"DeviceRequests":[{"Count":-1,"Capabilities":[["gpu"]]}]})";
/// The machine that the tests run on may have GPUs: nothing here goes by what it says of them.
constexpr std::chrono::milliseconds short_time{300};

std::vector<PsOfEngine> asked(const std::vector<std::string>& hosts, PsOptions options = {},
                              std::chrono::milliseconds limit = std::chrono::seconds(10),
                              std::function<void(const PsOfEngine&)> on_answer = {}) {
    std::vector<NamedEngine> engines;
    for (const std::string& host : hosts) {
        NamedEngine one;
        one.name = "box" + std::to_string(engines.size());
        one.choice.host = host;
        one.host = host;
        engines.push_back(one);
    }
    boost::asio::io_context loop;
    return testing::run_to_end(loop, ps_of_all(engines, {}, std::move(options), limit, std::move(on_answer)));
}

std::vector<std::string> names(const PsOfEngine& engine) {
    std::vector<std::string> out;
    EXPECT_TRUE(engine.list) << engine.list.error().message;
    for (const PsRow& row : engine.list ? engine.list->rows : std::vector<PsRow>()) {
        out.push_back(row.row.name);
    }
    return out;
}

const std::string four = summary('1', "web", "running") + "," + summary('2', "old", "exited") + "," +
                         summary('3', "train", "running") + "," + summary('4', "held", "paused");

TEST(PsAction, ListsWhatRunsAndInspectsNothingElse) {
    ScriptedEngine engine({expect_ping("1.41"), list_of(four), inspect_of('1'), inspect_of('3', all_gpus),
                           inspect_of('4'), expect("GET /v1.41/info").answer(200, "{}")});
    const auto answers = asked({engine.host()});
    ASSERT_TRUE(answers[0].list) << answers[0].list.error().message;
    EXPECT_THAT(names(answers[0]), ElementsAre("train", "web", "held"));
    EXPECT_TRUE(engine.unexpected().empty());
}

TEST(PsAction, ListsAllOrThoseWithGpusWhenAsked) {
    Script script{expect_ping("1.41"), list_of_all(four),         inspect_of('1'),
                  inspect_of('2'),     inspect_of('3', all_gpus), inspect_of('4')};
    ScriptedEngine engine(script);
    EXPECT_THAT(names(asked({engine.host()}, {.all = true})[0]), ElementsAre("train", "web", "held", "old"));
    script[1] = list_of(four);
    ScriptedEngine again(script);
    EXPECT_THAT(names(asked({again.host()}, {.gpu_only = true})[0]), ElementsAre("train"));
}

TEST(PsAction, TellsWhoseTheyAre) {
    ScriptedEngine engine(
        {expect_ping("1.41"),
         list_of(summary('1', "a", "running", R"(,"Labels":{"dockwright.owner":"eve@far"})") + "," +
                 summary('2', "b", "running", R"(,"Mounts":[{"Type":"bind","Source":"/data/me/x"}])")),
         inspect_of('1'), inspect_of('2')});
    const auto answers = asked({engine.host()}, {.home = "/data/me"});
    ASSERT_TRUE(answers[0].list) << answers[0].list.error().message;
    const auto& rows = answers[0].list->rows;
    EXPECT_EQ(owner_words(rows[0].owner), "eve@far");
    EXPECT_EQ(rows[0].mine, Mine::no);
    EXPECT_EQ(owner_words(rows[1].owner), "unknown");
}

TEST(PsAction, AProcessHoldsItsOwnContainersMemory) {
    MachineLoad load;
    load.loads = {{.index = 0, .uuid = "GPU-a", .utilization = 77}, {.index = 1, .uuid = "GPU-b"}};
    load.processes = {{.gpu_uuid = "GPU-b",
                       .pid = 7,
                       .name = "python",
                       .memory = 5,
                       .container = id_of('1'),
                       .user = "ada"},
                      {.gpu_uuid = "GPU-a", .pid = 8, .name = "Xorg", .memory = 6},
                      {.gpu_uuid = "GPU-a", .pid = 9, .name = "x", .container = id_of('2')}};
    const auto held = held_by(id_of('1'), load);
    ASSERT_EQ(held.size(), 1U);
    EXPECT_EQ(
        held[0],
        (HeldMemory{.gpu = 1, .uuid = "GPU-b", .pid = 7, .process = "python", .user = "ada", .bytes = 5}));
    EXPECT_EQ(held_by(id_of('2'), load)[0].utilization, 77U);
}

TEST(PsAction, GpusOfThisMachineAreNotThoseOfAnEngineBehindAForwardedSocket) {
    for (const bool elsewhere : {true, false}) {
        const std::string info = elsewhere ? R"({"Name":"another-machine"})" : "{}";
        ScriptedEngine engine({expect_ping("1.41"), list_of(summary('1', "train", "running")),
                               inspect_of('1', all_gpus), expect("GET /v1.41/info").answer(200, info)});
        const OtherMachine machine("exit 1");
        const auto answers = asked({engine.host()});
        ASSERT_TRUE(answers[0].list) << answers[0].list.error().message;
        const auto& problem = answers[0].list->load.problem;
        EXPECT_EQ(problem && problem->kind == "machine-not-reached", elsewhere);
        EXPECT_TRUE(answers[0].list->load.loads.empty());
        EXPECT_EQ(answers[0].list->rows.size(), 1U) << "the list is none the worse";
        EXPECT_TRUE(engine.unmet().empty());
    }
}

TEST(PsAction, OneEngineThatHangsOrIsDownDoesNotHoldTheOthers) {
    const Script good{expect_ping("1.41"), list_of(summary('1', "web", "running")), inspect_of('1')};
    Script hanging = good;
    hanging[1] = testing::failing(good[1], testing::Failure::hangs);
    ScriptedEngine slow(hanging);
    ScriptedEngine fast(good);
    ScriptedEngine down({});
    down.stop();
    std::vector<std::string> order;
    const auto answers =
        asked({slow.host(), fast.host(), down.host(), "nonsense://"}, {}, std::chrono::seconds(1),
              [&](const PsOfEngine& engine) { order.push_back(engine.engine.name); });
    EXPECT_EQ(answers[0].list.error().kind, engine::problem_kind::timed_out);
    EXPECT_THAT(answers[0].list.error().message, ::testing::HasSubstr("box0"));
    EXPECT_THAT(names(answers[1]), ElementsAre("web"));
    EXPECT_EQ(answers[2].list.error().kind, engine::problem_kind::stale_socket);
    EXPECT_EQ(answers[3].list.error().kind, engine::problem_kind::host_not_understood);
    EXPECT_EQ(order.size(), 4U);
    EXPECT_EQ(order.back(), "box0") << "whoever answers is heard at once";
    EXPECT_TRUE(slow.all_closed_within(std::chrono::seconds(2)));
}

TEST(PsAction, IsWholeOrAProblemWhereverTheEngineFails) {
    const Script script{
        expect_ping("1.41"), list_of(summary('1', "web", "running") + "," + summary('2', "train", "running")),
        inspect_of('1'), inspect_of('2', all_gpus), expect("GET /v1.41/info").answer(200, "{}")};
    testing::replay_failing_at_each_step(script, [&](ScriptedEngine& engine, const std::string& context) {
        const auto answers = asked({engine.host()}, {}, short_time);
        if (answers[0].list) {
            EXPECT_EQ(answers[0].list->rows.size(), 2U) << context;
        } else {
            EXPECT_FALSE(answers[0].list.error().message.empty()) << context;
            EXPECT_FALSE(answers[0].list.error().message.ends_with('.')) << context;
        }
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
    });
}

} // namespace
} // namespace dockwright::actions
