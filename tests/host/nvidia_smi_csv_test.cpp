#include "host/nvidia_smi_csv.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::host {
namespace {

constexpr std::uint64_t mebibyte = 1024U * 1024U;

TEST(NvidiaSmiCsv, AnH200IsReadWithItsUnitsAndWithout) {
    // Recorded of driver 580.159.04, without and with nounits; the UUID is made up.
    for (const std::string_view memory : {"143771", "143771 MiB"}) {
        const auto table = read_identities("0, GPU-11111111-2222-3333-4444-555555555555, NVIDIA H200, "
                                           "00000000:00:06.0, " +
                                           std::string(memory) + ", 580.159.04\n");
        ASSERT_EQ(table.rows.size(), 1U);
        EXPECT_EQ(table.words, "");
        EXPECT_EQ(table.rows[0].driver, "580.159.04");
        const Gpu gpu{.index = 0,
                      .uuid = "GPU-11111111-2222-3333-4444-555555555555",
                      .name = "NVIDIA H200",
                      .bus = "00000000:00:06.0",
                      .memory = 143771 * mebibyte};
        EXPECT_EQ(table.rows[0].gpu, gpu);
    }
}

TEST(NvidiaSmiCsv, CommasInANameStayInIt) {
    const auto table = read_identities("3, GPU-a, Board, second, third, 00000000:01:00.0, 24576, 535.1\n");
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0].gpu.name, "Board, second, third");
    EXPECT_EQ(table.rows[0].gpu.bus, "00000000:01:00.0");

    const auto processes = read_processes("GPU-a, 24447, python,, 6000\nGPU-a, 7, a, b,c, [N/A]\n");
    ASSERT_EQ(processes.rows.size(), 2U);
    EXPECT_EQ(processes.rows[0].name, "python,");
    EXPECT_EQ(processes.rows[0].memory, 6000 * mebibyte);
    EXPECT_EQ(processes.rows[1].name, "a, b,c");
    EXPECT_EQ(processes.rows[1].memory, std::nullopt);
}

TEST(NvidiaSmiCsv, WhatTheDriverCantTellIsMissingAndNotZero) {
    const auto loads =
        read_loads("0, GPU-a, [N/A], [Not Supported], [Unknown Error], [N/A], [N/A], [N/A], "
                   "[GPU requires reset]\n1, GPU-b, 85, 6001, 18259, 24576, 54, 291.55, 350.00\n");
    ASSERT_EQ(loads.rows.size(), 2U);
    const GpuLoad nothing{.index = 0, .uuid = "GPU-a"};
    EXPECT_EQ(loads.rows[0], nothing);
    const GpuLoad busy{.index = 1,
                       .uuid = "GPU-b",
                       .utilization = 85,
                       .memory_used = 6001 * mebibyte,
                       .memory_free = 18259 * mebibyte,
                       .memory_total = 24576 * mebibyte,
                       .temperature = 54,
                       .power = 291.55,
                       .power_limit = 350};
    EXPECT_EQ(loads.rows[1], busy);
    EXPECT_EQ(read_identities("0, [N/A], [Unknown Error], [N/A], [N/A], [N/A]").rows[0].gpu, Gpu());
}

TEST(NvidiaSmiCsv, CapabilitiesAreTenTimesTheirMajor) {
    const auto table = read_capabilities("0, 8.6\n1, 12.0\r\n2, [N/A]\n3, 7\n4, 9.99\n");
    EXPECT_THAT(table.rows,
                ::testing::ElementsAre(CapabilityOf{0, 86}, CapabilityOf{1, 120}, CapabilityOf{2, 0},
                                       CapabilityOf{3, 0}, CapabilityOf{4, 0}));
}

TEST(NvidiaSmiCsv, MigIsOnOffOrNotThere) {
    const auto table =
        read_modes("0, Default, Enabled\n1, Exclusive_Process, Disabled\n2, Prohibited, [N/A]\n");
    EXPECT_THAT(table.rows,
                ::testing::ElementsAre(Modes{0, "Default", true}, Modes{1, "Exclusive_Process", false},
                                       Modes{2, "Prohibited", std::nullopt}));
}

TEST(NvidiaSmiCsv, AFieldThatTheDriverRefusesFailsTheWholeQuestion) {
    const auto table = read_capabilities("Field \"compute_cap\" is not a valid field to query.\n\n");
    EXPECT_TRUE(table.failed());
    EXPECT_EQ(table.words, "Field \"compute_cap\" is not a valid field to query.");
}

TEST(NvidiaSmiCsv, FailuresKeepTheirWords) {
    const auto table = read_identities("Failed to initialize NVML: Driver/library version mismatch\n"
                                       "NVML library version: 535.183\n");
    EXPECT_TRUE(table.failed());
    EXPECT_EQ(table.words,
              "Failed to initialize NVML: Driver/library version mismatch; NVML library version: 535.183");
    EXPECT_EQ(read_processes("\x1b[31mno\x07").words, "\\x1b[31mno\\x07");
}

TEST(NvidiaSmiCsv, AWarningBesideRowsIsNoFailure) {
    const auto table = read_modes("0, Default, Disabled\n"
                                  "WARNING: infoROM is corrupted at gpu 0000:00:06.0\n");
    EXPECT_FALSE(table.failed());
    EXPECT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.words, "WARNING: infoROM is corrupted at gpu 0000:00:06.0");
}

TEST(NvidiaSmiCsv, NoProcessIsNoFailure) {
    for (const std::string_view text : {"", "\n", " \r\n"}) {
        EXPECT_FALSE(read_processes(text).failed());
        EXPECT_TRUE(read_processes(text).rows.empty());
    }
}

TEST(NvidiaSmiCsv, FiguresThatDoNotFitAreMissing) {
    const auto table = read_loads("0, u, 99999999999999999999, -1, 1 2 3, 4294967296, 1e3, nan, inf");
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0], (GpuLoad{.index = 0, .uuid = "u"}));
}

TEST(NvidiaSmiCsv, RowsAndWordsAreBounded) {
    std::string many;
    for (int i = 0; i < 10'000; ++i) {
        many += "GPU-a, " + std::to_string(i + 1) + ", p, 1\n";
    }
    EXPECT_EQ(read_processes(many).rows.size(), 4096U);
    EXPECT_LE(read_processes(std::string(1'000'000, 'x')).words.size(), 200U);
}

} // namespace
} // namespace dockwright::host
