#include "engine/answer.hpp"
#include "engine/gpu_container.hpp"
#include "engine/objects_json.gen.hpp"
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

namespace dockwright::engine {
namespace {

/// An inspect's answer with this HostConfig and these variables, in the shape that engines send.
Container inspected(std::string_view host_config, std::string_view env = "[]",
                    std::string_view mounts = "[]") {
    std::string body =
        R"({"Id":"c0ffee","Name":"/train","State":{"Status":"running","Running":true},"Config":{"Env":)";
    body.append(env)
        .append(R"(},"HostConfig":)")
        .append(host_config)
        .append(R"(,"Mounts":)")
        .append(mounts) += "}";
    const auto json = parse_json(body, Endpoint());
    EXPECT_TRUE(json) << body;
    Container container;
    std::string error;
    EXPECT_TRUE(json && decode(*json, container, error)) << error;
    return container;
}

GpuUse use(std::string_view host_config, std::string_view env = "[]") {
    return gpu_use(inspected(host_config, env), "");
}

GpuUse yes(std::string text) {
    return {.access = GpuAccess::yes, .text = std::move(text)};
}

constexpr std::string_view visible_all = R"(["PATH=/bin","NVIDIA_VISIBLE_DEVICES=all"])";

TEST(DeviceRequests, OfTheGpusFlagAreGpus) {
    EXPECT_EQ(use(R"({"Runtime":"runc","DeviceRequests":[{"Driver":"","Count":-1,"DeviceIDs":null,
                      "Capabilities":[["gpu"]],"Options":{}}]})"),
              yes("all GPUs"));
    EXPECT_EQ(
        use(R"({"DeviceRequests":[{"Driver":"","Count":2,"DeviceIDs":null,"Capabilities":[["gpu"]]}]})"),
        yes("2 GPUs"));
    EXPECT_EQ(use(R"({"DeviceRequests":[{"Driver":"","Count":0,"DeviceIDs":["0","2"],
                      "Capabilities":[["compute","utility","gpu"]]}]})"),
              yes("GPU 0, 2"));
}

TEST(DeviceRequests, MayNameTheDriverAlone) {
    EXPECT_EQ(
        use(R"({"DeviceRequests":[{"Driver":"nvidia","Count":1,"DeviceIDs":null,"Capabilities":null}]})"),
        yes("1 GPU"));
    EXPECT_EQ(use(R"({"DeviceRequests":[{"Driver":"amd","Count":-1,"Capabilities":null}]})"),
              yes("all GPUs"));
}

TEST(DeviceRequests, ByCdiCountIfTheirKindIsAGpus) {
    EXPECT_EQ(use(R"({"DeviceRequests":[{"Driver":"cdi","Count":0,"DeviceIDs":["nvidia.com/gpu=all"],
                      "Capabilities":null,"Options":null}]})"),
              yes("nvidia.com/gpu=all"));
    EXPECT_EQ(
        use(R"({"DeviceRequests":[{"Driver":"cdi","DeviceIDs":["vendor.com/nic=0","amd.com/gpu=1"]}]})"),
        yes("amd.com/gpu=1"));
    EXPECT_EQ(use(R"({"DeviceRequests":[{"Driver":"cdi","DeviceIDs":["vendor.com/nic=0"]}]})"), GpuUse());
}

TEST(DeviceRequests, ForOtherDevicesOrForNoneAreNoGpus) {
    EXPECT_EQ(use(R"({"DeviceRequests":[{"Driver":"","Count":-1,"Capabilities":[["tpu"]]}]})"), GpuUse());
    EXPECT_EQ(
        use(R"({"DeviceRequests":[{"Driver":"","Count":0,"DeviceIDs":null,"Capabilities":[["gpu"]]}]})"),
        GpuUse());
    EXPECT_EQ(use(R"({"DeviceRequests":null,"Devices":null,"Binds":null})", "null"), GpuUse());
    EXPECT_EQ(use(R"({"DeviceRequests":[]})"), GpuUse());
}

TEST(Runtimes, OfNvidiaGiveWhatTheVariableSays) {
    EXPECT_EQ(use(R"({"Runtime":"nvidia"})", visible_all), yes("all GPUs"));
    EXPECT_EQ(use(R"({"Runtime":"nvidia"})", R"(["NVIDIA_VISIBLE_DEVICES=GPU-1,GPU-2"])"),
              yes("GPU-1, GPU-2"));
}

TEST(Runtimes, OfNvidiaGiveNothingWithoutDevicesInTheVariable) {
    for (const char* env : {"[]", "null", R"(["NVIDIA_VISIBLE_DEVICES="])",
                            R"(["NVIDIA_VISIBLE_DEVICES=void"])", R"(["NVIDIA_VISIBLE_DEVICES=none"])",
                            R"(["NVIDIA_VISIBLE_DEVICES"])", R"(["NVIDIA_VISIBLE_DEVICES_X=all"])"}) {
        EXPECT_EQ(use(R"({"Runtime":"nvidia"})", env), GpuUse()) << env;
    }
}

TEST(Runtimes, OtherThanNvidiasDoNotReadTheVariable) {
    EXPECT_EQ(use(R"({"Runtime":"runc"})", visible_all), GpuUse());
    EXPECT_EQ(gpu_use(inspected(R"({"Runtime":"runc"})", visible_all), "nvidia"), GpuUse());
}

TEST(Runtimes, LeftOpenAreTheEnginesDefault) {
    const Container open = inspected(R"({"Runtime":""})", visible_all);
    EXPECT_EQ(gpu_use(open, "nvidia"), yes("all GPUs"));
    EXPECT_EQ(gpu_use(open, "runc"), GpuUse());
    EXPECT_EQ(gpu_use(open, ""), GpuUse());
    EXPECT_TRUE(needs_default_runtime(open));
    EXPECT_FALSE(needs_default_runtime(inspected(R"({"Runtime":""})")));
    EXPECT_FALSE(needs_default_runtime(inspected(R"({"Runtime":"runc"})", visible_all)));
}

TEST(Devices, OfGpusCountByTheirPath) {
    EXPECT_EQ(use(R"({"Devices":[{"PathOnHost":"/dev/nvidia0","PathInContainer":"/dev/nvidia0"},
                                 {"PathOnHost":"/dev/nvidiactl"},{"PathOnHost":"/dev/fuse"}]})"),
              yes("/dev/nvidia0, /dev/nvidiactl"));
    for (const std::string device : {"/dev/dri", "/dev/dri/renderD128", "/dev/kfd", "/dev/dxg"}) {
        EXPECT_EQ(use(R"({"Devices":[{"PathOnHost":")" + device + R"("}]})"), yes(device));
        EXPECT_EQ(use(R"({"Binds":[")" + device + ":" + device + R"(:ro"]})"), yes(device));
    }
    EXPECT_EQ(
        use(R"({"Devices":[{"PathOnHost":"/dev/drink"},{"PathOnHost":"/dev/kfdx"}],"Binds":["data:/dev/dri"]})"),
        GpuUse());
}

TEST(Devices, MayBeBoundByAMount) {
    const std::string_view mounts = R"([{"Type":"bind","Source":"/dev/dxg","Destination":"/dev/dxg"}])";
    EXPECT_EQ(gpu_use(inspected("{}", "[]", mounts), ""), yes("/dev/dxg"));
    const std::string_view volume = R"([{"Type":"volume","Source":"/dev/dxg","Destination":"/dev/dxg"}])";
    EXPECT_EQ(gpu_use(inspected("{}", "[]", volume), ""), GpuUse());
}

TEST(Devices, ThatPodmanTookAsCdiNamesCount) {
    EXPECT_EQ(use(R"({"Runtime":"oci","Devices":[{"PathOnHost":"nvidia.com/gpu=0","PathInContainer":""}]})"),
              yes("nvidia.com/gpu=0"));
}

TEST(Swarm, AssignsItsResourcesByVariables) {
    EXPECT_EQ(use("{}", R"(["DOCKER_RESOURCE_NVIDIA-GPU=GPU-45cbf7b3"])"), yes("GPU-45cbf7b3"));
    EXPECT_EQ(use("{}", R"(["DOCKER_RESOURCE_NVIDIA-GPU="])"), GpuUse());
}

TEST(Privileged, IsAMaybeUnlessSomethingSaysMore) {
    EXPECT_EQ(use(R"({"Privileged":true})"), (GpuUse{.access = GpuAccess::maybe, .text = "privileged"}));
    EXPECT_EQ(use(R"({"Privileged":true,"Devices":[{"PathOnHost":"/dev/nvidia1"}]})"), yes("/dev/nvidia1"));
}

TEST(GpuUses, AreNamedByTheFirstThatGivesThem) {
    EXPECT_EQ(use(R"({"Runtime":"nvidia","DeviceRequests":[{"Count":1,"Capabilities":[["gpu"]]}],
                      "Devices":[{"PathOnHost":"/dev/nvidia0"}]})",
                  visible_all),
              yes("1 GPU"));
}

} // namespace
} // namespace dockwright::engine
