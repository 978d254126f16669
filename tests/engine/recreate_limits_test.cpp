#include "recreate_support.hpp"

namespace dockwright::engine::recreate {
namespace {

TEST(RecreatedLimits, WhatTheEngineFilledInIsLeftToIt) {
    Case given;
    given.set("/HostConfig/Annotations", R"({"a":"b"})");
    const Made made = make(given);
    for (const std::string key : {"ContainerIDFile", "ConsoleSize", "KernelMemory", "KernelMemoryTCP",
                                  "Runtime", "MaskedPaths", "ReadonlyPaths", "CpuQuota", "CpuPeriod"}) {
        EXPECT_EQ(made.at("/HostConfig/" + key), "absent") << key;
    }
    EXPECT_EQ(made.at("/HostConfig/NanoCpus"), "500000000");
    EXPECT_EQ(made.at("/HostConfig/Annotations/a"), R"("b")");
}

TEST(RecreatedLimits, WhatSomebodyChoseStays) {
    Case given;
    given.set("/HostConfig/Runtime", R"("nvidia")");
    given.set("/HostConfig/MaskedPaths", "[]");
    given.set("/HostConfig/ReadonlyPaths", R"(["/proc/sys"])");
    given.set("/HostConfig/NanoCpus", "0");
    given.set("/HostConfig/CpuQuota", "50000");
    const Made made = make(given);
    EXPECT_EQ(made.at("/HostConfig/Runtime"), R"("nvidia")");
    EXPECT_EQ(made.at("/HostConfig/MaskedPaths"), "[]");
    EXPECT_EQ(made.at("/HostConfig/ReadonlyPaths"), R"(["/proc/sys"])");
    EXPECT_EQ(made.at("/HostConfig/CpuQuota"), "50000");
    EXPECT_EQ(make(given, {.nano_cpus = 1}).at("/HostConfig/CpuQuota"), "absent");
}

TEST(RecreatedLimits, MaskedPathsOfLaterEnginesAreDefaultsToo) {
    Case given;
    auto& masked = given.container.at_pointer("/HostConfig/MaskedPaths").as_array();
    masked.emplace_back("/proc/interrupts");
    masked.emplace_back("/sys/devices/system/cpu/cpu0/thermal_throttle");
    EXPECT_EQ(make(given).at("/HostConfig/MaskedPaths"), "absent");
    masked.emplace_back("/secret");
    EXPECT_NE(make(given).at("/HostConfig/MaskedPaths"), "absent");
}

TEST(ChangedMemory, TakesSwapAlong) {
    const Changes twice{.memory = 419430400};
    Case given;
    EXPECT_EQ(make(given, twice).at("/HostConfig/Memory"), "419430400");
    EXPECT_EQ(make(given, twice).at("/HostConfig/MemorySwap"), "0") << "the engine had made it";
    given.set("/HostConfig/MemorySwap", "-1");
    EXPECT_EQ(make(given, twice).at("/HostConfig/MemorySwap"), "-1") << "no limit of swap";
    given.set("/HostConfig/MemorySwap", "209715200");
    EXPECT_EQ(make(given, twice).at("/HostConfig/MemorySwap"), "419430400") << "no swap before or after";
    EXPECT_EQ(make(given, {.memory = 0}).at("/HostConfig/MemorySwap"), "0");
    EXPECT_EQ(make({}).at("/HostConfig/MemorySwap"), "419430400") << "nothing changed";
}

TEST(ChangedLimits, AreSent) {
    Case given;
    given.set("/HostConfig/Ulimits",
              R"([{"Name":"nofile","Soft":1,"Hard":2},{"Name":"core","Soft":0,"Hard":0}])");
    const Made made =
        make(given, {.shm_size = 8589934592,
                     .restart_policy = RestartPolicy{.name = "on-failure", .maximum_retries = 3},
                     .ulimits = {{"memlock", {-1, -1}}, {"nofile", {5, 6}}}});
    EXPECT_EQ(made.at("/HostConfig/ShmSize"), "8589934592");
    EXPECT_EQ(made.at("/HostConfig/RestartPolicy"), R"({"Name":"on-failure","MaximumRetryCount":3})");
    EXPECT_EQ(made.at("/HostConfig/Ulimits"),
              R"([{"Name":"core","Soft":0,"Hard":0},{"Name":"memlock","Soft":-1,"Hard":-1},)"
              R"({"Name":"nofile","Soft":5,"Hard":6}])");
    EXPECT_EQ(refused({}, {.memory = -1}).kind, "change-not-understood");
    EXPECT_EQ(refused({}, {.restart_policy = RestartPolicy{.name = "sometimes"}}).kind,
              "change-not-understood");
}

TEST(ChangedRestartPolicy, EndsAutoRemoveAndSaysSo) {
    Case given;
    given.set("/HostConfig/AutoRemove", "true");
    EXPECT_EQ(make(given).at("/HostConfig/AutoRemove"), "true");
    const Made made = make(given, {.restart_policy = RestartPolicy{.name = "always"}});
    EXPECT_EQ(made.at("/HostConfig/AutoRemove"), "false");
    EXPECT_EQ(made.request.notes.size(), 1U);
}

TEST(PodmansUlimits, AreNamedAsItTakesThem) {
    Case given;
    given.podman = true;
    given.set("/HostConfig/Ulimits", R"([{"Name":"RLIMIT_NOFILE","Soft":1,"Hard":2}])");
    EXPECT_EQ(make(given).at("/HostConfig/Ulimits/0/Name"), R"("nofile")");
}

TEST(ChangedGpus, ReplaceEveryOlderRequestForGpus) {
    Case given;
    given.set("/HostConfig/DeviceRequests", R"([{"Driver":"","Count":-1,"Capabilities":[["gpu"]]},
        {"Driver":"nvidia","Count":1},{"Driver":"cdi","DeviceIDs":["nvidia.com/gpu=0","vendor.com/nic=1"]},
        {"Driver":"","Count":1,"Capabilities":[["tpu"]]}])");
    const Made made = make(given, {.gpus = {{{.device_ids = {"GPU-5"}, .capabilities = {{"gpu"}}}}}});
    EXPECT_EQ(made.at("/HostConfig/DeviceRequests"),
              R"([{"Driver":"cdi","DeviceIDs":["vendor.com/nic=1"]},)"
              R"({"Driver":"","Count":1,"Capabilities":[["tpu"]]},)"
              R"({"Driver":"","Count":0,"DeviceIDs":["GPU-5"],"Capabilities":[["gpu"]],"Options":{}}])");
}

TEST(ChangedGpus, ByCdiHaveNamesAlone) {
    EXPECT_EQ(make({}, {.gpus = {{{.driver = "cdi", .device_ids = {"nvidia.com/gpu=all"}}}}})
                  .at("/HostConfig/DeviceRequests"),
              R"([{"Driver":"cdi","Count":0,"DeviceIDs":["nvidia.com/gpu=all"],)"
              R"("Capabilities":null,"Options":null}])");
}

TEST(ChangedGpus, CanBeNone) {
    const Changes none{.gpus = std::vector<DeviceRequest>()};
    EXPECT_EQ(make({}, none).at("/HostConfig/DeviceRequests"), "[]");
    EXPECT_EQ(make({}).at("/HostConfig/DeviceRequests/0/DeviceIDs"), R"(["0"])") << "nothing changed";
}

TEST(ChangedGpus, KnowTheRuntimeThatReadsAVariable) {
    Case given;
    given.default_runtime = "nvidia";
    given.set("/HostConfig/Runtime", R"("nvidia")");
    given.set("/Config/Env", R"(["NVIDIA_VISIBLE_DEVICES=all","A=b"])");
    EXPECT_EQ(make(given, {.gpus = std::vector<DeviceRequest>()}).at("/Env"),
              R"(["A=b","NVIDIA_VISIBLE_DEVICES=void"])");
    const Made made = make(given, {.gpus = {{{.count = 1, .capabilities = {{"gpu"}}}}}});
    EXPECT_EQ(made.at("/Env"), R"(["NVIDIA_VISIBLE_DEVICES=all","A=b"])");
    EXPECT_EQ(made.request.notes.size(), 1U);
}

} // namespace
} // namespace dockwright::engine::recreate
