#include "engine/pull_progress.hpp"
#include <gtest/gtest.h>
#include <limits>
#include <string>

namespace dockwright::engine {
namespace {

ProgressMessage layer(std::string status, std::string id) {
    return {.status = std::move(status), .id = std::move(id)};
}

ProgressMessage layer(std::string status, std::string id, std::int64_t current, std::int64_t total) {
    return {.status = std::move(status), .id = std::move(id), .current = current, .total = total};
}

TEST(PullProgress, FollowsEachLayerFromWaitingToDone) {
    PullProgress pull;
    const auto state = [&](std::size_t index) { return pull.layers().at(index).state; };
    pull.add(layer("Pulling from library/python", "3.12"));
    EXPECT_TRUE(pull.layers().empty());
    pull.add(layer("Already exists", "aaaa"));
    pull.add(layer("Pulling fs layer", "bbbb"));
    pull.add(layer("Pulling fs layer", "cccc"));
    EXPECT_EQ(pull.count(LayerState::present), 1U);
    EXPECT_EQ(pull.count(LayerState::waiting), 2U);
    EXPECT_FALSE(pull.knows_all_sizes());
    pull.add(layer("Downloading", "bbbb", 10, 100));
    EXPECT_EQ(state(1), LayerState::downloading);
    pull.add(layer("Downloading", "cccc", 300, 300));
    EXPECT_TRUE(pull.knows_all_sizes());
    EXPECT_EQ(pull.bytes_done(), 310);
    EXPECT_EQ(pull.bytes_known(), 400);
    pull.add(layer("Verifying Checksum", "bbbb"));
    EXPECT_EQ(state(1), LayerState::verifying);
    EXPECT_EQ(pull.layers()[1].done, 100);
    pull.add(layer("Download complete", "bbbb"));
    EXPECT_EQ(state(1), LayerState::downloaded);
    pull.add(layer("Extracting", "bbbb", 50, 100));
    EXPECT_EQ(state(1), LayerState::extracting);
    EXPECT_DOUBLE_EQ(pull.layers()[1].extracted, 0.5);
    pull.add(layer("Pull complete", "bbbb"));
    EXPECT_EQ(state(1), LayerState::done);
    pull.add(layer("Pull complete", "cccc"));
    pull.add({.status = "Digest: sha256:12"});
    pull.add({.status = "Status: Downloaded newer image for python:3.12"});
    EXPECT_EQ(pull.layers().size(), 3U);
    EXPECT_EQ(pull.digest(), "sha256:12");
    EXPECT_LT(pull.fraction(), 1);
    EXPECT_FALSE(pull.succeeded());
    pull.end();
    EXPECT_TRUE(pull.succeeded());
    EXPECT_DOUBLE_EQ(pull.fraction(), 1);
}

TEST(PullProgress, WeighsLayersByTheirBytesAndUnpackingByAFifth) {
    PullProgress pull;
    pull.add(layer("Downloading", "a", 0, 900));
    pull.add(layer("Downloading", "b", 0, 100));
    pull.add(layer("Downloading", "a", 450, 900));
    EXPECT_NEAR(pull.fraction(), 0.36, 1e-9);
    pull.add(layer("Download complete", "a"));
    EXPECT_NEAR(pull.fraction(), 0.72, 1e-9);
    pull.add(layer("Extracting", "a", 450, 900));
    EXPECT_NEAR(pull.fraction(), 0.81, 1e-9);
    pull.add(layer("Pull complete", "a"));
    EXPECT_NEAR(pull.fraction(), 0.9, 1e-9);
}

TEST(PullProgress, NeverFallsBackWhenMoreLayersTurnUpOrADownloadStartsAgain) {
    PullProgress pull;
    pull.add(layer("Downloading", "a", 90, 100));
    const double before = pull.fraction();
    EXPECT_NEAR(before, 0.72, 1e-9);
    pull.add(layer("Pulling fs layer", "b"));
    pull.add(layer("Downloading", "b", 1, 100'000));
    pull.add(layer("Retrying in 5 seconds", "a"));
    EXPECT_DOUBLE_EQ(pull.fraction(), before);
    EXPECT_EQ(pull.bytes_done(), 1);
    pull.add(layer("Downloading", "b", 100'000, 100'000));
    EXPECT_GT(pull.fraction(), before);
}

TEST(PullProgress, FailsByItsMessagesAlthoughTheStreamEnds) {
    PullProgress pull;
    pull.add(layer("Downloading", "a", 90, 100));
    pull.add({.error = "toomanyrequests: You have reached your pull rate limit", .error_code = 429});
    pull.add({.error = "a second one"});
    pull.end();
    EXPECT_FALSE(pull.succeeded());
    EXPECT_TRUE(pull.failed());
    EXPECT_EQ(pull.error(), "toomanyrequests: You have reached your pull rate limit");
    EXPECT_EQ(pull.error_code(), 429);
    EXPECT_LT(pull.fraction(), 1);
}

TEST(PullProgress, WithoutAnEndIsNoSuccess) {
    PullProgress pull;
    pull.add(layer("Pull complete", "a"));
    EXPECT_FALSE(pull.succeeded());
    EXPECT_FALSE(pull.failed());
    EXPECT_NEAR(pull.fraction(), 0.99, 1e-9);
}

TEST(PullProgress, OfAnImageThatIsThereHasNothingToMove) {
    PullProgress pull;
    pull.add(layer("Already exists", "a"));
    EXPECT_EQ(pull.bytes_known(), 0);
    EXPECT_TRUE(pull.knows_all_sizes());
    pull.end();
    EXPECT_DOUBLE_EQ(pull.fraction(), 1);
}

TEST(PullProgress, DoesWithoutSizesWhereTheEngineKnowsNone) {
    PullProgress pull;
    pull.add({.status = "Downloading", .id = "a", .current = 500});
    pull.add(layer("Downloading", "b", 500, 0));
    pull.add({.status = "Extracting", .id = "c", .current = 3});
    EXPECT_EQ(pull.bytes_done(), 1000);
    EXPECT_FALSE(pull.knows_all_sizes());
    EXPECT_NEAR(pull.fraction(), 0.8 / 3, 1e-9);
}

TEST(PullProgress, SurvivesAnyNumbersAndAnyNumberOfLayers) {
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    PullProgress pull;
    for (int index = 0; index < 2000; ++index) {
        pull.add(layer("Downloading", std::to_string(index), largest, largest));
        pull.add(layer("Extracting", std::to_string(index), -largest, largest));
        pull.add(layer("Downloading", std::to_string(index), -1, -1));
    }
    EXPECT_EQ(pull.layers().size(), 1000U);
    EXPECT_GE(pull.bytes_known(), 0);
    EXPECT_GE(pull.fraction(), 0);
    EXPECT_LE(pull.fraction(), 1);
}

TEST(PullProgress, ReadsPushesAsWell) {
    PullProgress push;
    push.add({.status = "The push refers to repository [registry.example/lab/train]"});
    push.add(layer("Preparing", "a"));
    push.add(layer("Layer already exists", "b"));
    push.add(layer("Mounted from library/python", "c"));
    push.add(layer("Pushing", "a", 5, 10));
    EXPECT_EQ(push.bytes_known(), 10);
    EXPECT_EQ(push.count(LayerState::present), 2U);
    push.add(layer("Pushed", "a"));
    push.add({.aux_digest = "sha256:34"});
    push.end();
    EXPECT_EQ(push.digest(), "sha256:34");
    EXPECT_TRUE(push.succeeded());
}

} // namespace
} // namespace dockwright::engine
