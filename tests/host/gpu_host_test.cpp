#include "host/gpu_host.hpp"
#include <gtest/gtest.h>

namespace dockwright::host {
namespace {

TEST(GpuHost, TakesWhatNvidiaSmiSaid) {
    Facts facts{.name = "lab1", .architecture = "x86_64"};
    facts.nvidia = {.state = NvidiaSmi::State::answered, .driver = "535.183.01"};
    facts.nvidia.gpus = {{.name = "NVIDIA H100 80GB HBM3", .capability = 90, .memory = 5}};
    facts.module.version = "550.120";
    facts.module.models = {"NVIDIA A40"};
    facts.toolkit = {.installed = true, .version = "1.17.4", .mode = "cdi"};
    facts.engine.version = "20.10.24+dfsg1";
    const gpu::Host host = gpu_host(facts);
    EXPECT_EQ(host.name, "lab1");
    EXPECT_EQ(host.driver_text, "535.183.01");
    EXPECT_EQ(host.driver, knowledge::Version::of("535.183.01"));
    ASSERT_EQ(host.gpus.size(), 1U);
    EXPECT_EQ(host.gpus[0].name, "NVIDIA H100 80GB HBM3");
    EXPECT_EQ(host.gpus[0].capability, 90);
    EXPECT_EQ(host.gpus[0].memory, 5U);
    EXPECT_FALSE(host.toolkit_missing);
    EXPECT_EQ(host.toolkit, knowledge::Version::of("1.17.4"));
    EXPECT_EQ(host.mode, gpu::ToolkitMode::cdi);
    EXPECT_EQ(host.engine, knowledge::Version::of("20.10.24"));
    EXPECT_EQ(host.platform, "linux/amd64");
    EXPECT_EQ(host.system, gpu::System::linux_);
}

TEST(GpuHost, TakesTheKernelsWordWhereNvidiaSmiFailed) {
    Facts facts{.wsl = true};
    facts.module.version = "550.120";
    facts.module.models = {"NVIDIA A40", "NVIDIA A40"};
    facts.engine.architecture = "aarch64";
    const gpu::Host host = gpu_host(facts);
    EXPECT_EQ(host.driver_text, "550.120");
    EXPECT_EQ(host.gpus.size(), 2U);
    EXPECT_EQ(host.platform, "linux/arm64");
    EXPECT_EQ(host.system, gpu::System::wsl2);
}

TEST(GpuHost, LeavesOpenWhatNobodySaid) {
    Facts facts;
    facts.toolkit.mode = "auto";
    facts.engine = {.version = "5.4.1", .podman = true};
    const gpu::Host host = gpu_host(facts);
    EXPECT_FALSE(host.driver.known());
    EXPECT_FALSE(host.toolkit_missing);
    EXPECT_EQ(host.mode, std::nullopt);
    EXPECT_FALSE(host.engine.known()); // podman's numbers are not Docker's
    facts.toolkit.installed = false;
    EXPECT_TRUE(gpu_host(facts).toolkit_missing);
}

} // namespace
} // namespace dockwright::host
