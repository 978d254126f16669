#include "actions/cancelling.hpp"
#include "actions/doctor/gpu_trial.hpp"
#include "actions/doctor/trial_images.hpp"
#include "actions/doctor/trial_text.hpp"
#include "support/scripted_action.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using ::testing::HasSubstr;
using testing::Script;
using testing::ScriptedEngine;
using testing::Step;

constexpr const char* create = "POST /v1.41/containers/create?name=trial";
constexpr const char* put = "PUT /v1.41/containers/trial/archive?noOverwriteDirNonDir=1&path=%2F";
constexpr const char* attach = "POST /v1.41/containers/trial/attach?stream=1&stdout=1&stderr=1&stdin=0&logs=0"
                               "&detachKeys=ctrl-%5E%2Cctrl-%5E%2Cctrl-%5E";
constexpr const char* start = "POST /v1.41/containers/trial/start";
constexpr const char* removal = "DELETE /v1.41/containers/trial?v=0&force=1";

std::string framed(const std::string& text) {
    std::string out("\x01\0\0\0\0\0", 6);
    out += static_cast<char>(text.size() / 256);
    out += static_cast<char>(text.size() % 256);
    return out + text;
}

const std::string good_output =
    "GPU 0: NVIDIA H200 (UUID: GPU-1)\n\n=smi 0\ncuInit 0\ndevices 1\n\n=cuda 0\n";

/// The engine of the script reads no chunks: what comes behind the head of the upload is cut off.
Script script_with(const std::string& output) {
    return {expect_ping("1.41"),
            expect(create).answer(201, R"({"Id":"abc","Warnings":[]})"),
            expect(put).answer(200).closes(),
            expect(attach).answer(200, framed(output)),
            expect(start).answer(204),
            expect(removal).answer(204)};
}

boost::asio::awaitable<std::expected<Tried, Problem>> tried(std::shared_ptr<engine::Client> client,
                                                            std::vector<std::string> images) {
    co_await take_back_by_myself();
    const auto facts = std::make_shared<host::Facts>();
    facts->engine.version = "28.3.0";
    std::string name = "trial";
    co_return co_await try_gpu(std::move(client), facts, std::move(images), std::move(name), {});
}

std::expected<Tried, Problem> run(const ScriptedEngine& engine, std::vector<std::string> images = {"toy:1"},
                                  std::chrono::milliseconds cancelled_after = std::chrono::minutes(1)) {
    return testing::run_action<Tried>(
        engine, [&](std::shared_ptr<engine::Client> client) { return tried(std::move(client), images); },
        cancelled_after);
}

TEST(GpuTrial, RunsNvidiaSmiAndCudaInAContainerAndRemovesIt) {
    ScriptedEngine engine(script_with(good_output));
    const auto done = run(engine);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(done->trial.tried);
    EXPECT_TRUE(done->trial.started);
    EXPECT_EQ(done->trial.image, "toy:1");
    EXPECT_EQ(done->trial.nvidia_smi_exit, 0);
    EXPECT_EQ(done->trial.gpus, std::vector<std::string>{"GPU-1"});
    EXPECT_EQ(done->trial.cu_init, 0);
    EXPECT_EQ(done->trial.devices, 1);
    EXPECT_EQ(done->left, "");
    EXPECT_TRUE(engine.unmet().empty());
}

TEST(GpuTrial, ThatTheEngineRefusesToStartKeepsItsWords) {
    Script script = script_with("");
    script[4] = expect(start).answer(
        500, R"({"message":"could not select device driver \"\" with capabilities: [[gpu]]"})");
    ScriptedEngine engine(script);
    const auto done = run(engine);
    ASSERT_TRUE(done);
    EXPECT_TRUE(done->trial.tried);
    EXPECT_FALSE(done->trial.started);
    EXPECT_EQ(done->trial.words, "could not select device driver \"\" with capabilities: [[gpu]]");
    EXPECT_TRUE(engine.unmet().empty()) << "it is removed";
}

TEST(GpuTrial, OfLongWordsKeepsTheCauseAtTheirEnd) {
    Script script = script_with("");
    const std::string way(3000, 'x');
    script[4] = expect(start).answer(500, R"({"message":"begun )" + way +
                                              R"( nvml error: driver not loaded: unknown"})");
    ScriptedEngine engine(script);
    const auto done = run(engine);
    ASSERT_TRUE(done);
    EXPECT_THAT(done->trial.words, ::testing::StartsWith("begun xxx"));
    EXPECT_THAT(done->trial.words, ::testing::EndsWith("x nvml error: driver not loaded: unknown"));
    EXPECT_LT(done->trial.words.size(), 1500U);
}

TEST(GpuTrial, TakesTheNextImageWhereOneHasNoShell) {
    Script script = script_with("");
    script[4] = expect(start).answer(
        400, R"({"message":"exec: \"sh\": executable file not found in $PATH: unknown"})");
    const Script second = script_with(good_output);
    script.insert(script.end(), second.begin() + 1, second.end());
    ScriptedEngine engine(script);
    const auto done = run(engine, {"distroless:1", "toy:1"});
    ASSERT_TRUE(done);
    EXPECT_EQ(done->trial.image, "toy:1");
    EXPECT_EQ(done->trial.cu_init, 0);
    EXPECT_TRUE(engine.unmet().empty());
}

TEST(GpuTrial, OfWhichNoneCouldStartSaysThatNoneWasMade) {
    Script script = script_with("");
    script[4] = expect(start).answer(
        400, R"({"message":"exec: \"sh\": executable file not found in $PATH: unknown"})");
    ScriptedEngine engine(script);
    const auto done = run(engine);
    ASSERT_TRUE(done);
    EXPECT_FALSE(done->trial.tried);
    EXPECT_THAT(done->trial.why_not, HasSubstr("executable file not found"));
}

TEST(GpuTrial, ThatIsCancelledRemovesItsContainer) {
    Script script = script_with("");
    script[4] = expect(start).answer(204).cut(0).hangs();
    ScriptedEngine engine(script);
    const auto done = run(engine, {"toy:1", "other:1"}, std::chrono::milliseconds(150));
    ASSERT_TRUE(done);
    EXPECT_TRUE(done->cancelled);
    EXPECT_EQ(done->left, "");
    EXPECT_TRUE(engine.unmet().empty()) << "it is removed, and no other is begun";
}

TEST(GpuTrial, RemovesItsContainerWhateverFails) {
    testing::replay_failing_at_each_step(
        script_with(good_output), [](ScriptedEngine& engine, const std::string& context) {
            SCOPED_TRACE(context);
            if (context.contains("hangs") && !context.contains("PUT") && !context.contains("attach")) {
                return; // for these the engine is given minutes
            }
            const auto done =
                run(engine, {"toy:1"},
                    context.contains("hangs") ? std::chrono::milliseconds(300) : std::chrono::minutes(1));
            if (context.contains("_ping")) {
                return; // there is no engine then
            }
            ASSERT_TRUE(done);
            const auto unmet = engine.unmet();
            EXPECT_TRUE(std::ranges::find(unmet, removal) == unmet.end()) << "the removal was asked for";
            if (!context.contains("DELETE") || context.contains("not_json")) {
                EXPECT_EQ(done->left, "");
            }
            if (!done->trial.tried) {
                EXPECT_NE(done->trial.why_not, "");
            }
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
        });
}

TEST(GpuTrial, AsksAsTheEngineHonoursIt) {
    EXPECT_THAT(trial_container("toy:1", host::RequestWay::gpus),
                HasSubstr(R"("DeviceRequests":[{"Driver":"","Count":-1)"));
    EXPECT_THAT(trial_container("toy:1", host::RequestWay::runtime), HasSubstr(R"("Runtime":"nvidia")"));
    EXPECT_THAT(trial_container("toy:1", host::RequestWay::cdi), HasSubstr("nvidia.com/gpu=all"));
    EXPECT_THAT(trial_container("toy:1", host::RequestWay::gpus), HasSubstr(R"("NetworkMode":"none")"));
}

TEST(GpuTrial, OnOldPodmanSaysWhatToTypeInstead) {
    ScriptedEngine engine({expect_ping("1.41")});
    const auto done = testing::run_action<Tried>(
        engine,
        [](std::shared_ptr<engine::Client> client) -> boost::asio::awaitable<std::expected<Tried, Problem>> {
            const auto facts = std::make_shared<host::Facts>();
            facts->engine.podman = true;
            facts->engine.version = "4.3.1";
            std::vector<std::string> images{"toy:1"};
            std::string name = "trial";
            co_return co_await try_gpu(std::move(client), facts, std::move(images), std::move(name), {});
        });
    ASSERT_TRUE(done);
    EXPECT_FALSE(done->trial.tried);
    EXPECT_THAT(done->trial.why_not, HasSubstr("podman run --rm --device nvidia.com/gpu=all"));
}

TEST(TrialText, OfAnImageWithoutGlibcLeavesCudaUnasked) {
    const auto trial = read_trial("GPU 0: A (UUID: GPU-1)\n\n=smi 0\nsh: /.dockwright-cu-init: not found\n\n"
                                  "=cuda 127\n",
                                  {});
    EXPECT_EQ(trial.nvidia_smi_exit, 0);
    EXPECT_EQ(trial.libcuda, std::nullopt);
    EXPECT_EQ(trial.cu_init, std::nullopt);
}

TEST(TrialText, TellsThatTheLibraryIsMissing) {
    const auto trial = read_trial("GPU 0: A (UUID: GPU-1)\n\n=smi 0\nno libcuda: libcuda.so.1: cannot open "
                                  "shared object file\n\n=cuda 0\n",
                                  {});
    EXPECT_EQ(trial.libcuda, false);
    EXPECT_THAT(trial.words, HasSubstr("libcuda.so.1"));
}

TEST(TrialText, KeepsTheWordsOfAnNvidiaSmiThatFails) {
    const auto trial =
        read_trial("Failed to initialize NVML: Unknown Error\n\n=smi 255\ncuInit 100\n\n=cuda 0\n", {});
    EXPECT_EQ(trial.nvidia_smi_exit, 255);
    EXPECT_EQ(trial.words, "Failed to initialize NVML: Unknown Error");
    EXPECT_EQ(trial.cu_init, 100);
}

TEST(TrialText, ThatIsCutOffOrForeignIsReadAsFarAsItGoes) {
    EXPECT_EQ(read_trial("", {}).nvidia_smi_exit, std::nullopt);
    EXPECT_EQ(read_trial("GPU 0: A (UUID: GPU-1)", {}).gpus.size(), 1U);
    EXPECT_EQ(read_trial("\x1b[2Jbad\n=smi 1\n", {}).words.find('\x1b'), std::string::npos);
    EXPECT_LT(read_trial(std::string(1U << 20U, 'x') + "\n", {}).words.size(), std::size_t{2} << 20U);
}

TEST(TrialImages, ThoseForCudaComeFirstAndThoseWithMuslLast) {
    EXPECT_LT(trial_rank("nvidia/cuda:12.4.1-base-ubuntu22.04"), trial_rank("ubuntu:24.04"));
    EXPECT_LT(trial_rank("ubuntu:24.04"), trial_rank("mine:1"));
    EXPECT_LT(trial_rank("mine:1"), trial_rank("alpine:3"));
}

TEST(TrialImages, WithVolumesAreLeftOut) {
    ScriptedEngine engine(
        {expect_ping("1.41"),
         expect("GET /v1.41/images/json?digests=1")
             .answer(200, R"([{"Id":"sha256:a","RepoTags":["db:1"],"Size":5},
            {"Id":"sha256:b","RepoTags":["toy:1"],"Size":9},{"Id":"sha256:c","RepoTags":["<none>:<none>"]}])"),
         expect("GET /v1.41/images/db%3A1/json")
             .answer(200, R"({"Id":"sha256:a","Os":"linux","Config":{"Volumes":{"/data":{}}}})"),
         expect("GET /v1.41/images/toy%3A1/json")
             .answer(200, R"({"Id":"sha256:b","Os":"linux","Config":{}})")});
    const auto names = testing::run_action<std::vector<std::string>>(
        engine, [](std::shared_ptr<engine::Client> client) { return trial_images(std::move(client)); });
    ASSERT_TRUE(names) << names.error().message;
    EXPECT_EQ(*names, std::vector<std::string>{"toy:1"});
}

} // namespace
} // namespace dockwright::actions
