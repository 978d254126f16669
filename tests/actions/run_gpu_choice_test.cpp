#include "actions/run/gpu_choice.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using host::GpuLoad;

constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30U;

GpuLoad gpu(unsigned index, const std::string& uuid, std::uint64_t free) {
    return {.index = index,
            .uuid = uuid,
            .utilization = {},
            .memory_used = {},
            .memory_free = free * gibibyte,
            .memory_total = 24 * gibibyte,
            .temperature = {},
            .power = {},
            .power_limit = {}};
}

const std::vector<GpuLoad>& three() {
    static const std::vector<GpuLoad> gpus = {gpu(0, "GPU-aaaaaaaa", 4), gpu(1, "GPU-bbbbbbbb", 20),
                                              gpu(2, "GPU-cccccccc", 22)};
    return gpus;
}

GpuClaim claim(const std::string& container, std::vector<std::string> ids) {
    return {.container = container, .ids = std::move(ids)};
}

using Ids = std::vector<std::string>;

Ids chosen(std::string_view wanted, const std::vector<GpuClaim>& claims = {}, bool share = false) {
    const auto out = choose_gpus(wanted, three(), claims, share);
    return out ? out->ids : Ids{std::string(out.error().kind)};
}

TEST(GpuChoice, OfAFreeOneIsTheOneWithMostFreeMemory) {
    EXPECT_EQ(chosen("free"), Ids{"GPU-cccccccc"});
}

TEST(GpuChoice, OfSeveralFreeOnesGoesByFreeMemory) {
    EXPECT_EQ(chosen("free:2"), (Ids{"GPU-cccccccc", "GPU-bbbbbbbb"}));
}

TEST(GpuChoice, TakesWhatNobodyHasAskedForBeforeWhatHasMoreMemory) {
    EXPECT_EQ(chosen("free", {claim("train", {"GPU-cccccccc"})}), Ids{"GPU-bbbbbbbb"});
    EXPECT_EQ(chosen("1", {claim("train", {"2"})}), Ids{"GPU-bbbbbbbb"});
}

TEST(GpuChoice, RefusesWhatAnotherContainerWasGivenAndNamesIt) {
    const std::vector<GpuClaim> claims{claim("train", {"GPU-aaaaaaaa"})};
    const auto out = choose_gpus("device=0", three(), claims, false);
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().kind, "gpu-taken");
    EXPECT_EQ(out.error().message, "GPU 0 was given to train already");
    EXPECT_EQ(chosen("all", claims), Ids{"gpu-taken"});
    EXPECT_EQ(chosen("3", claims), Ids{"gpu-taken"});
}

TEST(GpuChoice, SharesWhereThePersonSaysSoAndTellsWithWhom) {
    const std::vector<GpuClaim> claims{claim("train", {"GPU-aaaaaaaa"})};
    const auto out = choose_gpus("device=0", three(), claims, true);
    ASSERT_TRUE(out);
    EXPECT_EQ(out->ids, Ids{"GPU-aaaaaaaa"});
    EXPECT_EQ(out->notes, Ids{"GPU 0 is shared with train"});
}

TEST(GpuChoice, OfIndicesAndBeginningsOfUuidsIsByUuid) {
    EXPECT_EQ(chosen("device=0,2"), (Ids{"GPU-aaaaaaaa", "GPU-cccccccc"}));
    EXPECT_EQ(chosen("\"device=1\""), Ids{"GPU-bbbbbbbb"});
    EXPECT_EQ(chosen("GPU-bbbbb"), Ids{"GPU-bbbbbbbb"});
    EXPECT_EQ(chosen("device=1,GPU-bbbbbbbb"), Ids{"GPU-bbbbbbbb"});
}

TEST(GpuChoice, OfMoreThanThereAreIsRefused) {
    EXPECT_EQ(chosen("4"), Ids{"gpu-not-there"});
    EXPECT_EQ(chosen("device=7"), Ids{"gpu-not-there"});
    EXPECT_EQ(chosen("GPU-ffffffff"), Ids{"gpu-not-there"});
}

TEST(GpuChoice, OfWhatIsNoRequestIsRefused) {
    for (const std::string_view wrong :
         {"0", "-1", "free:0", "free:x", "device=", "two", "GPU-$(x)", "--all"}) {
        EXPECT_EQ(chosen(wrong), Ids{"gpu-request-not-understood"}) << wrong;
    }
}

TEST(GpuChoice, OnAMachineThatNobodySawIsLeftToItsEngine) {
    const auto all = choose_gpus("all", {}, {}, false);
    ASSERT_TRUE(all);
    EXPECT_TRUE(all->all);
    const auto two = choose_gpus("2", {}, {}, false);
    ASSERT_TRUE(two);
    EXPECT_EQ(two->count, 2U);
    const auto free = choose_gpus("free", {}, {}, false);
    ASSERT_FALSE(free);
    EXPECT_EQ(free.error().kind, "gpus-not-seen");
    const std::vector<GpuClaim> claims{claim("train", {"0"})};
    EXPECT_FALSE(choose_gpus("device=0", {}, claims, false));
    EXPECT_TRUE(choose_gpus("device=1", {}, claims, false));
}

engine::Container container(engine::DeviceRequest request) {
    engine::Container out;
    out.name = "/train";
    out.host_config.device_requests = {std::move(request)};
    return out;
}

TEST(GpuClaims, AreReadFromEveryFormOfARequest) {
    const auto all = claim_of(container({.count = -1, .capabilities = {{"gpu"}}}), "runc");
    EXPECT_TRUE(all.all);
    EXPECT_EQ(all.container, "train");
    EXPECT_EQ(claim_of(container({.count = 2, .capabilities = {{"gpu"}}}), "").first, 2U);
    EXPECT_EQ(claim_of(container({.device_ids = {"1"}, .capabilities = {{"gpu"}}}), "").ids, Ids{"1"});
    EXPECT_EQ(claim_of(container({.driver = "cdi", .device_ids = {"nvidia.com/gpu=GPU-aaaaaaaa"}}), "").ids,
              Ids{"GPU-aaaaaaaa"});
    EXPECT_TRUE(claim_of(container({.driver = "cdi", .device_ids = {"nvidia.com/gpu=all"}}), "").all);
    EXPECT_EQ(claim_of(container({.driver = "cdi", .device_ids = {"amd.com/gpu=0"}}), ""),
              claim("train", {}));
    EXPECT_EQ(claim_of(container({.count = 1, .capabilities = {{"tpu"}}}), ""), claim("train", {}));
}

TEST(GpuClaims, OfAVariableCountOnlyUnderTheGpuRuntime) {
    engine::Container asked;
    asked.name = "/x";
    asked.config.env = {"NVIDIA_VISIBLE_DEVICES=0,GPU-bbbbbbbb"};
    EXPECT_EQ(claim_of(asked, "runc"), claim("x", {}));
    EXPECT_EQ(claim_of(asked, "nvidia"), claim("x", {"0", "GPU-bbbbbbbb"}));
    asked.config.env = {"NVIDIA_VISIBLE_DEVICES=void"};
    EXPECT_EQ(claim_of(asked, "nvidia"), claim("x", {}));
}

TEST(GpuClaims, OfPartsAndCountsHoldTheirGpus) {
    EXPECT_EQ(claimants(three()[0], std::vector{claim("a", {"0:1"})}), Ids{"a"});
    EXPECT_EQ(claimants(three()[1], std::vector{GpuClaim{.container = "b", .first = 2}}), Ids{"b"});
    EXPECT_EQ(claimants(three()[2], std::vector{GpuClaim{.container = "b", .first = 2}}), Ids{});
    EXPECT_EQ(claimants(three()[1], std::vector{claim("a", {"10"})}), Ids{});
}

} // namespace
} // namespace dockwright::actions
