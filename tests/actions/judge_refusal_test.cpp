// Before a build and before a run: what the judge says can't use the machine's GPUs isn't begun.
#include "actions/run/built.hpp"
#include "actions/run/run.hpp"
#include "other_machine.hpp"
#include "refused.hpp"
#include "run_on.hpp"
#include "support/scripted_action.hpp"
#include "support/source_tree.hpp"
#include "support/temporary_folder.hpp"
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

namespace fs = std::filesystem;
using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

/// The driver of the recorded machine, of the 535 branch, is too old for CUDA 13.
constexpr const char* too_new = "nvidia/cuda:13.0.1-base-ubuntu24.04";
const std::string looking = "GET /v1.41/images/nvidia%2Fcuda%3A13.0.1-base-ubuntu24.04/json";
constexpr const char* image_of_13 =
    R"({"Id":"sha256:cc","Os":"linux","Architecture":"amd64","Config":{"Env":["CUDA_VERSION=13.0.1",)"
    R"("NVIDIA_REQUIRE_CUDA=cuda>=13.0","NVIDIA_VISIBLE_DEVICES=all",)"
    R"("NVIDIA_DRIVER_CAPABILITIES=compute,utility"]}})";
constexpr const char* image_of_12 =
    R"({"Id":"sha256:bb","Os":"linux","Architecture":"amd64","Config":{"Env":["CUDA_VERSION=12.1.1",)"
    R"("NVIDIA_REQUIRE_CUDA=cuda>=12.1","NVIDIA_VISIBLE_DEVICES=all",)"
    R"("NVIDIA_DRIVER_CAPABILITIES=compute,utility"]}})";
const std::string old_enough = "nvidia/cuda:12.1.1-base-ubuntu22.04";
const std::string looking_at_old = "GET /v1.41/images/nvidia%2Fcuda%3A12.1.1-base-ubuntu22.04/json";
constexpr const char* building = "POST /v1.41/build?rm=1&forcerm=1&dockerfile=Dockerfile&t=toy%2Fbuilt%3A1";
constexpr const char* built_stream = "{\"stream\":\"Successfully built aa\\n\"}\r\n";

/// The recorded machine, as the probe sees it.
std::string recorded() {
    const fs::path text = testing::source_root() / "tests/host/recorded/rtx3090_probe.txt";
    return "cat > /dev/null; cat '" + text.string() + "'";
}

RunOptions options_of(const std::string& image) {
    RunOptions options;
    options.image = image;
    options.gpus = "all";
    options.share_gpus = true;
    options.caches = false;
    options.user = "image";
    return options;
}

Answer<PreparedRun> prepared(const ScriptedEngine& engine, const RunOptions& options) {
    return run_on<PreparedRun>(engine, [&](std::shared_ptr<engine::Client> client) {
        return prepare_run(std::move(client), options, {}, {});
    });
}

Script before_a_run(const std::string& look, const char* image) {
    return {expect_ping("1.41"),
            expect(look).answer(200, image),
            expect("GET /v1.41/info").answer(200, R"({"Runtimes":{"nvidia":{},"runc":{}}})"),
            expect("GET /v1.41/containers/json?all=1").answer(200, "[]"),
            expect("GET /v1.41/containers/json?all=1").answer(200, "[]"),
            expect("GET /v1.41/version").answer(200, R"({"Version":"28.3.0","ApiVersion":"1.51"})")};
}

bool changed_something(const ScriptedEngine& engine) {
    const auto unexpected = engine.unexpected();
    return std::ranges::any_of(unexpected,
                               [](const std::string& request) { return !request.starts_with("GET"); });
}

TEST(JudgeBeforeARun, RefusesWhatCannotUseTheMachinesGpus) {
    const OtherMachine machine{recorded()};
    ScriptedEngine engine(before_a_run(looking, image_of_13));
    const auto run = prepared(engine, options_of(too_new));
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().kind, "gpu-verdict-fails") << run.error().message;
    EXPECT_FALSE(run.error().message.empty());
    EXPECT_TRUE(run.error().message.contains("driver")) << run.error().message;
    EXPECT_TRUE(run.error().next_step.contains("--force")) << run.error().next_step;
    EXPECT_FALSE(changed_something(engine));
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
}

TEST(JudgeBeforeARun, LetsWhatCanRunPass) {
    const OtherMachine machine{recorded()};
    ScriptedEngine engine(before_a_run(looking_at_old, image_of_12));
    const auto run = prepared(engine, options_of(old_enough));
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_TRUE(engine.unexpected().empty()) << engine.unexpected().front();
}

TEST(JudgeBeforeARun, IsNotAskedWithForceNorWithoutGpus) {
    const OtherMachine machine{recorded()};
    for (const bool force : {true, false}) {
        RunOptions options = options_of(too_new);
        options.force = force;
        options.gpus = force ? "all" : "";
        ScriptedEngine engine(before_a_run(looking, image_of_13));
        const auto run = prepared(engine, options);
        ASSERT_TRUE(run) << run.error().message;
        const auto unmet = engine.unmet();
        EXPECT_EQ(std::ranges::count(unmet, "GET /v1.41/version"), 1) << "nobody looked";
    }
}

/// What the judge, and who chooses a GPU, would go by if they looked at this machine: one that leaves a
/// trace.
struct MachineThatTells {
    testing::TemporaryFolder folder;
    OtherMachine machine{"touch '" + trace().string() + "'; " + recorded(),
                         "touch '" + trace().string() +
                             "'; echo '0, GPU-a, 0, 0, 24000, 24000, 30, 50, 350'"};

    fs::path trace() const { return folder.path() / "looked"; }
};

Script of_another_machine() {
    Script script = before_a_run(looking, image_of_13);
    script[2].body = R"({"Name":"another-machine","Runtimes":{"nvidia":{},"runc":{}}})";
    return script;
}

TEST(EnginesBehindAForwardedSocket, AreNotJudgedByThisMachine) {
    const MachineThatTells here;
    ScriptedEngine engine(of_another_machine());
    const auto run = prepared(engine, options_of(too_new));
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_FALSE(fs::exists(here.trace()));
    EXPECT_TRUE(std::ranges::any_of(run->plan.notes, [](const std::string& note) {
        return note.contains("not its machine, so its GPUs were not looked at");
    }));
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
    ScriptedEngine near(before_a_run(looking, image_of_13));
    EXPECT_FALSE(prepared(near, options_of(too_new)));
    EXPECT_TRUE(fs::exists(here.trace())) << "the trace tells";
}

TEST(EnginesBehindAForwardedSocket, HaveNoFreeGpuThatCouldBeSeen) {
    const MachineThatTells here;
    ScriptedEngine engine(of_another_machine());
    RunOptions options = options_of(too_new);
    options.gpus = "free";
    const auto run = prepared(engine, options);
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().kind, "gpus-not-seen");
    EXPECT_TRUE(is_sentence(run.error())) << run.error().message;
    EXPECT_TRUE(run.error().message.contains("not its machine")) << run.error().message;
    EXPECT_TRUE(run.error().next_step.contains("ssh://")) << run.error().next_step;
    EXPECT_FALSE(fs::exists(here.trace()));
}

TEST(EnginesBehindAForwardedSocket, GetNoFolderOfThisMachine) {
    const MachineThatTells here;
    ScriptedEngine engine(of_another_machine());
    RunOptions options = options_of(too_new);
    options.gpus = "";
    options.results = {(here.folder.path() / "results").string()};
    const auto run = run_on<PreparedRun>(engine, [&](std::shared_ptr<engine::Client> client) {
        return prepare_run(std::move(client), options, {.look_only = true}, {});
    });
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_EQ(run->plan.volumes.size(), 1U) << "its disk can't be reached";
    EXPECT_FALSE(fs::exists(here.folder.path() / "results"));
}

class JudgeBeforeABuild : public ::testing::Test {
protected:
    JudgeBeforeABuild() { folder.write("Dockerfile", "FROM " + std::string(too_new) + "\nRUN true\n"); }

    Answer<BuiltImage> build(const ScriptedEngine& engine, const RunOptions& options,
                             std::chrono::milliseconds cancelled_after = std::chrono::minutes(1)) const {
        const BuildOptions wanted{.context = folder.path().string(), .name = "toy/built:1"};
        return testing::run_action<BuiltImage>(
            engine,
            [&](std::shared_ptr<engine::Client> client) {
                return build_for_run(std::move(client), wanted, options, {});
            },
            cancelled_after);
    }

    static Script script() {
        return {expect_ping("1.41"),
                expect(looking).answer(404, R"({"message":"No such image"})"),
                expect("GET /v1.41/info").answer(200, "{}"),
                expect("GET /v1.41/version").answer(200, R"({"Version":"28.3.0","ApiVersion":"1.51"})"),
                expect(building).answer(200, built_stream).closes(),
                expect("GET /v1.41/images/toy%2Fbuilt%3A1/json").answer(200, R"({"Id":"sha256:aa"})")};
    }

    testing::TemporaryFolder folder;
    OtherMachine machine{recorded()};
};

TEST_F(JudgeBeforeABuild, RefusesWhatCannotUseTheMachinesGpus) {
    ScriptedEngine engine(script());
    const auto built = build(engine, options_of("toy/built:1"));
    ASSERT_FALSE(built);
    EXPECT_EQ(built.error().kind, "gpu-verdict-fails") << built.error().message;
    EXPECT_TRUE(built.error().next_step.contains("--force")) << built.error().next_step;
    const auto unmet = engine.unmet();
    EXPECT_EQ(std::ranges::count(unmet, building), 1) << "nothing is built";
    EXPECT_FALSE(changed_something(engine));
}

TEST_F(JudgeBeforeABuild, IsNotAskedWithForceNorWithoutGpus) {
    for (const bool force : {true, false}) {
        RunOptions options = options_of("toy/built:1");
        options.force = force;
        options.gpus = force ? "all" : "";
        ScriptedEngine engine(script());
        const auto built = build(engine, options);
        ASSERT_TRUE(built) << built.error().message;
        EXPECT_EQ(built->id, "sha256:aa");
        EXPECT_EQ(engine.unmet().size(), 3U) << "nobody looked";
    }
}

TEST_F(JudgeBeforeABuild, BuildsNothingWhicheverLookFails) {
    const Script whole = script();
    for (std::size_t step = 1; step < 4; ++step) {
        for (const testing::Failure failure : testing::failures) {
            const std::string context = whole[step].request + ": " + std::string(name_of(failure));
            SCOPED_TRACE(context);
            Script broken = whole;
            broken[step] = failing(std::move(broken[step]), failure);
            ScriptedEngine engine(std::move(broken));
            const auto built = build(engine, options_of("toy/built:1"), patience_for(context));
            ASSERT_FALSE(built);
            EXPECT_TRUE(is_sentence(built.error())) << built.error().message;
            const auto unmet = engine.unmet();
            EXPECT_EQ(std::ranges::count(unmet, building), 1);
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
        }
    }
}

} // namespace
} // namespace dockwright::actions
