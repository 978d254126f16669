#include "host/nvidia_smi_table.hpp"
#include "support/read_file.hpp"
#include <gtest/gtest.h>

namespace dockwright::host {
namespace {

constexpr std::uint64_t mebibyte = 1024U * 1024U;

SmiTable recorded(std::string_view name) {
    return read_nvidia_smi_table(dockwright::testing::read_file(
        std::string(DOCKWRIGHT_SOURCE "/tests/host/recorded/") + std::string(name)));
}

TEST(NvidiaSmiTable, OfAnH200) {
    const SmiTable table = recorded("h200_580_table.txt");
    EXPECT_EQ(table.nvidia.state, NvidiaSmi::State::answered);
    EXPECT_EQ(table.nvidia.driver, "580.159.04");
    EXPECT_EQ(table.nvidia.cuda, "13.0");
    EXPECT_EQ(table.processes, false);
    ASSERT_EQ(table.nvidia.gpus.size(), 1U);
    EXPECT_EQ(table.nvidia.gpus[0].name, "NVIDIA H200");
    EXPECT_EQ(table.nvidia.gpus[0].bus, "00000000:00:06.0");
    EXPECT_EQ(table.nvidia.gpus[0].memory, 143771 * mebibyte);
}

TEST(NvidiaSmiTable, OfTheOlderLayout) {
    const SmiTable table = recorded("rtx3090_535_table.txt");
    EXPECT_EQ(table.nvidia.driver, "535.183.01");
    EXPECT_EQ(table.nvidia.cuda, "12.2");
    ASSERT_EQ(table.nvidia.gpus.size(), 2U);
    EXPECT_EQ(table.nvidia.gpus[1].index, 1U);
    EXPECT_EQ(table.nvidia.gpus[1].name, "NVIDIA GeForce RTX 3090");
    EXPECT_EQ(table.nvidia.gpus[1].memory, 24576 * mebibyte);
}

TEST(NvidiaSmiTable, ListedProcessesAreSeen) {
    const SmiTable table =
        read_nvidia_smi_table("| NVIDIA-SMI 1.2  Driver Version: 1.2  CUDA Version: N/A |\n"
                              "| Processes:                            |\n"
                              "|  GPU   GI   CI   PID   Type  Usage    |\n"
                              "|    0   N/A  N/A  1234  C  python 6MiB |\n");
    EXPECT_EQ(table.processes, true);
    EXPECT_EQ(table.nvidia.cuda, "");
}

TEST(NvidiaSmiTable, FailuresKeepTheirWords) {
    for (const std::string_view text :
         {"Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 535.183",
          "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that",
          "Failed to initialize NVML: Unknown Error", "No devices were found", "sh: nvidia-smi: not found"}) {
        const SmiTable table = read_nvidia_smi_table(text);
        EXPECT_EQ(table.nvidia.state, NvidiaSmi::State::failed);
        EXPECT_EQ(table.nvidia.words.substr(0, 20), text.substr(0, 20));
        EXPECT_EQ(table.processes, std::nullopt);
    }
}

TEST(NvidiaSmiList, MigDevicesBelongToTheGpuAboveThem) {
    const auto gpus = read_nvidia_smi_list("GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-a)\n"
                                           "  MIG 1g.5gb      Device  0: (UUID: MIG-x)\n"
                                           "  MIG 3g.20gb     Device  1: (UUID: MIG-y)\n"
                                           "GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-b)\n"
                                           "Unable to say more\n");
    ASSERT_EQ(gpus.size(), 2U);
    EXPECT_EQ(gpus[0].name, "NVIDIA A100-SXM4-40GB");
    ASSERT_EQ(gpus[0].mig_devices.size(), 2U);
    EXPECT_EQ(gpus[0].mig_devices[1].uuid, "MIG-y");
    EXPECT_EQ(gpus[0].mig_devices[1].profile, "3g.20gb");
    EXPECT_EQ(gpus[1].uuid, "GPU-b");
    EXPECT_TRUE(gpus[1].mig_devices.empty());
}

} // namespace
} // namespace dockwright::host
