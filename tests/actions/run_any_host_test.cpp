#include "actions/blocking.hpp"
#include "actions/run/any_host.hpp"
#include "other_machine.hpp"
#include "support/scripted_engine.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

constexpr std::uint64_t gib = std::uint64_t{1} << 30U;

HostLook look(const std::string& name, std::vector<std::uint64_t> free) {
    HostLook out;
    out.engine.name = name;
    unsigned index = 0;
    for (const std::uint64_t bytes : free) {
        host::GpuLoad gpu;
        gpu.index = index;
        gpu.uuid = "GPU-" + name + std::to_string(index++);
        gpu.memory_free = bytes;
        out.gpus.push_back(gpu);
    }
    return out;
}

TEST(AnyHosts, AreThoseWithMostFreeMemoryThatNobodyAskedFor) {
    HostLook taken = look("big", {80 * gib});
    taken.claims.push_back({.container = "job", .all = true});
    HostLook broken = look("off", {});
    broken.problem = Problem{.kind = "x", .message = "it is off", .next_step = {}};
    const auto choice = choose_host(
        {taken, look("small", {10 * gib}), look("right", {2 * gib, 20 * gib}), broken, look("cpu", {})}, 1);
    ASSERT_TRUE(choice) << choice.error().message;
    EXPECT_EQ(choice->engine.name, "right");
    ASSERT_EQ(choice->notes.size(), 5U);
    EXPECT_TRUE(choice->notes[0].starts_with("on right")) << choice->notes[0];
    EXPECT_TRUE(choice->notes[1].contains("big: containers have asked for every GPU")) << choice->notes[1];
    EXPECT_TRUE(choice->notes[3].contains("off: it is off")) << choice->notes[3];
    EXPECT_TRUE(choice->notes[4].contains("no GPU is seen")) << choice->notes[4];
}

TEST(AnyHosts, HaveAsManyGpusAsAreWanted) {
    const auto choice = choose_host({look("one", {80 * gib}), look("two", {9 * gib, 8 * gib})}, 2);
    ASSERT_TRUE(choice);
    EXPECT_EQ(choice->engine.name, "two");
    const auto none = choose_host({look("one", {80 * gib})}, 2);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, "no-free-gpu");
    EXPECT_TRUE(none.error().message.contains("1 of 1 GPUs are free")) << none.error().message;
}

TEST(AnyHosts, AreCountedByTheRequest) {
    EXPECT_EQ(gpus_wanted("free"), 1U);
    EXPECT_EQ(gpus_wanted("free:3"), 3U);
    EXPECT_EQ(gpus_wanted("2"), 2U);
    EXPECT_EQ(gpus_wanted("all"), 1U);
    EXPECT_EQ(gpus_wanted("device=0,2"), 1U);
    EXPECT_EQ(gpus_wanted("0"), 1U);
}

TEST(AnyHosts, ThatDoNotAnswerAreNotWaitedFor) {
    testing::ScriptedEngine silent({testing::expect_ping("1.41").hangs()});
    NamedEngine engine;
    engine.name = "silent";
    engine.choice.host = silent.host();
    const auto began = std::chrono::steady_clock::now();
    const auto choice = run_blocking<HostChoice>(
        [&] { return any_host({engine}, engine::Environment(), 1, std::chrono::milliseconds(300)); });
    ASSERT_FALSE(choice);
    EXPECT_TRUE(choice.error().message.contains("silent")) << choice.error().message;
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
}

NamedEngine named(const std::string& name, const testing::ScriptedEngine& engine) {
    NamedEngine out;
    out.name = name;
    out.choice.host = engine.host();
    return out;
}

TEST(AnyHosts, AreNotOfferedThisMachinesGpusBehindAForwardedSocket) {
    const OtherMachine machine("exit 1", "echo '0, GPU-a, 0, 0, 24000, 24000, 30, 50, 350'");
    testing::ScriptedEngine forwarded(
        {testing::expect_ping("1.41"),
         testing::expect("GET /v1.41/info").answer(200, R"({"Name":"there"})")});
    testing::ScriptedEngine near({testing::expect_ping("1.41"),
                                  testing::expect("GET /v1.41/info").answer(200, "{}"),
                                  testing::expect("GET /v1.41/containers/json?all=1").answer(200, "[]")});
    const auto choice = run_blocking<HostChoice>([&] {
        return any_host({named("forwarded", forwarded), named("near", near)}, engine::Environment(), 1,
                        std::chrono::seconds(10));
    });
    ASSERT_TRUE(choice) << choice.error().message;
    EXPECT_EQ(choice->engine.name, "near");
    ASSERT_EQ(choice->notes.size(), 2U);
    EXPECT_TRUE(choice->notes[1].contains("not forwarded: only the engine")) << choice->notes[1];
}

} // namespace
} // namespace dockwright::actions
