#include "host/nvidia_smi_xml.hpp"
#include "support/read_file.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::host {
namespace {

constexpr std::uint64_t mebibyte = 1024U * 1024U;

std::string document(std::string_view inside) {
    return "<?xml version=\"1.0\" ?>\n<!DOCTYPE nvidia_smi_log SYSTEM \"nvsmi_device_v12.dtd\">\n"
           "<nvidia_smi_log>\n<driver_version>535.183.01</driver_version>\n" +
           std::string(inside) + "</nvidia_smi_log>\n";
}

TEST(NvidiaSmiXml, OfAnH200) {
    const SmiDocument read = read_nvidia_smi_xml(
        dockwright::testing::read_file(DOCKWRIGHT_SOURCE "/tests/host/recorded/h200_580.xml"));
    EXPECT_EQ(read.nvidia.state, NvidiaSmi::State::answered);
    EXPECT_EQ(read.nvidia.driver, "580.159.04");
    EXPECT_EQ(read.nvidia.cuda, "13.0");
    ASSERT_EQ(read.nvidia.gpus.size(), 1U);
    const Gpu gpu{.index = 0,
                  .uuid = "GPU-11111111-2222-3333-4444-555555555555",
                  .name = "NVIDIA H200",
                  .bus = "00000000:00:06.0",
                  .memory = 143771 * mebibyte,
                  .compute_mode = "Default",
                  .mig = false};
    EXPECT_EQ(read.nvidia.gpus[0], gpu);
    const GpuLoad load{.index = 0,
                       .uuid = gpu.uuid,
                       .utilization = 0,
                       .memory_used = 0,
                       .memory_free = 143156 * mebibyte,
                       .memory_total = 143771 * mebibyte,
                       .temperature = 38,
                       .power = 81.30,
                       .power_limit = 700};
    EXPECT_THAT(read.loads, ::testing::ElementsAre(load));
    EXPECT_TRUE(read.nvidia.processes.empty());
}

TEST(NvidiaSmiXml, OlderNamesOfPowerAreRead) {
    const SmiDocument read = read_nvidia_smi_xml(
        document("<gpu id=\"0\"><power_readings><power_draw>20.5 W</power_draw>"
                 "<power_limit>350.00 W</power_limit></power_readings></gpu>"
                 "<gpu id=\"1\"><gpu_power_readings><power_draw>N/A</power_draw>"
                 "<instant_power_draw>30.5 W</instant_power_draw></gpu_power_readings></gpu>"));
    ASSERT_EQ(read.loads.size(), 2U);
    EXPECT_EQ(read.loads[0].power, 20.5);
    EXPECT_EQ(read.loads[0].power_limit, 350);
    EXPECT_EQ(read.loads[1].power, 30.5);
    EXPECT_EQ(read.loads[1].index, 1U);
}

TEST(NvidiaSmiXml, ProcessesBelongToTheirGpu) {
    const SmiDocument read = read_nvidia_smi_xml(document(
        "<gpu><uuid>GPU-a</uuid><processes><process_info><pid>7</pid><type>C</type>"
        "<process_name>a &lt;b&gt; c</process_name><used_memory>6000 MiB</used_memory></process_info>"
        "<process_info><pid>[N/A]</pid></process_info></processes></gpu>"
        "<gpu><processes><process_info><pid>8</pid><used_memory>N/A</used_memory></process_info></processes>"
        "<uuid>GPU-b</uuid></gpu>"));
    const GpuProcess first{.gpu_uuid = "GPU-a", .pid = 7, .name = "a <b> c", .memory = 6000 * mebibyte};
    const GpuProcess second{.gpu_uuid = "GPU-b", .pid = 8};
    EXPECT_THAT(read.nvidia.processes, ::testing::ElementsAre(first, second));
}

TEST(NvidiaSmiXml, MigDevicesAreCountedAndTheirMemoryIsNotTheGpus) {
    const SmiDocument read = read_nvidia_smi_xml(document(
        "<gpu><mig_mode><current_mig>Enabled</current_mig></mig_mode><mig_devices>"
        "<mig_device><index>0</index><fb_memory_usage><total>4864 MiB</total></fb_memory_usage></mig_device>"
        "<mig_device><index>1</index></mig_device></mig_devices>"
        "<fb_memory_usage><total>40960 MiB</total></fb_memory_usage></gpu>"));
    ASSERT_EQ(read.nvidia.gpus.size(), 1U);
    EXPECT_EQ(read.nvidia.gpus[0].mig, true);
    EXPECT_EQ(read.nvidia.gpus[0].mig_devices.size(), 2U);
    EXPECT_EQ(read.nvidia.gpus[0].memory, 40960 * mebibyte);
}

TEST(NvidiaSmiXml, DeclaredEntitiesStopTheReader) {
    const SmiDocument read = read_nvidia_smi_xml(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE nvidia_smi_log [ <!ENTITY a SYSTEM \"file:///etc/passwd\"> ]>\n"
        "<nvidia_smi_log><driver_version>&a;</driver_version></nvidia_smi_log>");
    EXPECT_EQ(read.nvidia.state, NvidiaSmi::State::failed);
    EXPECT_EQ(read.nvidia.words, "the XML that nvidia-smi wrote can't be read from line 2 on");
    EXPECT_EQ(read.nvidia.driver, "");
}

TEST(NvidiaSmiXml, DepthIsBounded) {
    std::string deep;
    for (int i = 0; i < 100; ++i) {
        deep += "<a>";
    }
    EXPECT_EQ(read_nvidia_smi_xml(document(deep)).nvidia.state, NvidiaSmi::State::failed);
    EXPECT_EQ(read_nvidia_smi_xml("<" + std::string(9U * 1024U * 1024U, 'a')).nvidia.words,
              "the XML that nvidia-smi wrote is over 8 MiB");
}

TEST(NvidiaSmiXml, ADocumentThatIsCutGivesTheGpusThatAreWhole) {
    const std::string text =
        document("<gpu><uuid>GPU-a</uuid></gpu><gpu><uuid>GPU-b</uuid><product_name>x</product_name></gpu>");
    std::size_t most = 0;
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const SmiDocument read = read_nvidia_smi_xml(std::string_view(text).substr(0, size));
        EXPECT_GE(read.nvidia.gpus.size(), most);
        most = read.nvidia.gpus.size();
        for (const Gpu& gpu : read.nvidia.gpus) {
            EXPECT_FALSE(gpu.uuid.empty());
        }
    }
    EXPECT_EQ(most, 2U);
}

TEST(NvidiaSmiXml, WhatIsNoDocumentFailsWithItsWords) {
    EXPECT_EQ(read_nvidia_smi_xml("No devices were found\n").nvidia.words, "No devices were found");
    EXPECT_EQ(read_nvidia_smi_xml("").nvidia.state, NvidiaSmi::State::failed);
    EXPECT_EQ(read_nvidia_smi_xml("<html><p>driver</p></html>").nvidia.state, NvidiaSmi::State::failed);
}

} // namespace
} // namespace dockwright::host
