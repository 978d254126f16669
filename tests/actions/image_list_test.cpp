#include "actions/image_list.hpp"
#include "support/scripted_action.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

Script good() {
    return {expect_ping("1.41"),
            expect("GET /v1.41/images/json?digests=1")
                .answer(200, R"([{"Id":"sha256:aa","RepoTags":["old:1"],"Created":10,"Size":100},)"
                             R"({"Id":"sha256:bb","RepoTags":["cuda:1","cuda:2"],"Created":20,"Size":200},)"
                             R"({"Id":"sha256:cc","RepoTags":["<none>:<none>"],"Created":5,"Size":300}])"),
            expect("GET /v1.41/containers/json?all=1")
                .answer(200, R"([{"Id":"1","Names":["/train"],"ImageID":"sha256:bb"},)"
                             R"({"Id":"2","Names":["/eval"],"ImageID":"bb"}])"),
            expect("GET /v1.41/images/sha256%3Aaa/json").answer(200, R"({"Id":"sha256:aa"})"),
            expect("GET /v1.41/images/sha256%3Abb/json")
                .answer(200, R"({"Id":"sha256:bb","Config":{"Env":["PATH=/","CUDA_VERSION=12.4.1"]}})"),
            expect("GET /v1.41/images/sha256%3Acc/json").answer(200, R"({"Id":"sha256:cc"})")};
}

std::expected<std::vector<ImageRow>, Problem>
listed(const ScriptedEngine& engine, std::chrono::milliseconds after = std::chrono::minutes(1)) {
    return testing::run_action<std::vector<ImageRow>>(
        engine, [](std::shared_ptr<engine::Client> client) { return image_list(std::move(client)); }, after);
}

TEST(ImageList, HasTheNewestFirstWithCudaAndUsers) {
    ScriptedEngine engine(good());
    const auto rows = listed(engine);
    ASSERT_TRUE(rows) << rows.error().message;
    EXPECT_EQ(*rows, (std::vector<ImageRow>{
                         {.id = "sha256:bb",
                          .names = {"cuda:1", "cuda:2"},
                          .created = 20,
                          .size = 200,
                          .used_by = {"eval", "train"},
                          .gpu = "CUDA 12.4.1"},
                         {.id = "sha256:aa", .names = {"old:1"}, .created = 10, .size = 100},
                         {.id = "sha256:cc", .names = {}, .created = 5, .size = 300},
                     }));
    EXPECT_TRUE(engine.unmet().empty());
}

TEST(ImageList, IsWholeOrSaysWhyNotWhicheverStepFailsAndHow) {
    testing::replay_failing_at_each_step(good(), [](ScriptedEngine& engine, const std::string& context) {
        const auto rows = listed(engine, std::chrono::milliseconds(400));
        if (rows) {
            EXPECT_EQ(rows->size(), 3U) << context;
            EXPECT_TRUE(context.contains("sha256") || context.contains("_ping")) << context;
        } else {
            EXPECT_FALSE(rows.error().message.empty()) << context;
        }
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
    });
}

TEST(GpuOfImage, GoesByTheVariablesOfNvidiasImages) {
    EXPECT_EQ(gpu_of_image({.env = {"NVIDIA_VISIBLE_DEVICES=all"}}), "NVIDIA");
    EXPECT_EQ(gpu_of_image({.env = {"NVIDIA_VISIBLE_DEVICES=void"}}), "");
    EXPECT_EQ(gpu_of_image({.env = {"MY_CUDA_VERSION=12", "CUDA_VERSION_X=1"}}), "");
    EXPECT_EQ(gpu_of_image({}), "");
}

} // namespace
} // namespace dockwright::actions
